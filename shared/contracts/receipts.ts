import { z } from 'zod';
import { InvoiceNumberSchema, OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** What arrives by post and is paid in at the bank. */
export const INSTRUMENT_KINDS = ['cheque', 'postal-order'] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

export const INSTRUMENT_STATES = ['received', 'banked', 'bounced', 'returned'] as const;
export type InstrumentState = (typeof INSTRUMENT_STATES)[number];

const Organisation = z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() });
const Reason = z.string().trim().min(1).max(200);
const Payer = z.string().trim().min(1).max(120);

/** Part of a payment: whose it is, and what of theirs it meets. Nothing chosen: whatever they owe, oldest first. */
export const MeantFor = z.strictObject({
  organisation: OrganisationReferenceSchema,
  amount: PositivePenceSchema,
  invoices: z.array(InvoiceNumberSchema).max(200).default([]),
  lineIds: z.array(z.int().positive()).max(1_000).default([]),
});
export type MeantFor = z.infer<typeof MeantFor>;

const MeantForAll = z
  .array(MeantFor)
  .min(1)
  .max(50)
  .refine((parts) => new Set(parts.map(({ organisation }) => organisation)).size === parts.length, {
    message: 'each organisation once',
  });

export const RecordInstrument = z.strictObject({
  commandId: CommandId,
  kind: z.enum(INSTRUMENT_KINDS),
  /** Null: the first organisation it is for. */
  payer: Payer.nullable(),
  /** Printed on it: the cheque's six digits, or a postal order's serial number. */
  number: z.string().regex(/^[0-9]{1,12}$/),
  amount: PositivePenceSchema.max(99_999_999_999),
  receivedOn: LocalDateSchema,
  meantFor: MeantForAll,
});
export type RecordInstrument = z.infer<typeof RecordInstrument>;

/** What became of one organisation's part. */
export const PartTaken = z.strictObject({
  organisation: OrganisationReferenceSchema,
  amount: PenceSchema,
  becameCredit: PenceSchema,
});
export type PartTaken = z.infer<typeof PartTaken>;

export const RecordedInstrument = z.strictObject({ instrumentId: z.int(), parts: z.array(PartTaken) });
export type RecordedInstrument = z.infer<typeof RecordedInstrument>;

export const INSTRUMENT_LISTS = ['received', 'banked', 'ended', 'all'] as const;
export const ListInstruments = z.strictObject({
  ...PageInput,
  /** To be paid in; paid in; bounced or returned; every one. */
  show: z.enum(INSTRUMENT_LISTS).default('received'),
});
export type ListInstruments = z.infer<typeof ListInstruments>;

export const InstrumentRow = z.strictObject({
  instrumentId: z.int(),
  kind: z.enum(INSTRUMENT_KINDS),
  payer: z.string(),
  number: z.string(),
  amount: PenceSchema,
  receivedOn: LocalDateSchema,
  state: z.enum(INSTRUMENT_STATES),
  payingInSlipId: z.int().nullable(),
  bankedOn: LocalDateSchema.nullable(),
  endedOn: LocalDateSchema.nullable(),
  endedBecause: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: InstantSchema,
  parts: z.array(
    z.strictObject({
      organisation: Organisation,
      amount: PenceSchema,
      becameCredit: PenceSchema,
      invoices: z.array(InvoiceNumberSchema),
    }),
  ),
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;
export const InstrumentPage = pageOf(InstrumentRow);

export const MakePayingInSlip = z.strictObject({
  commandId: CommandId,
  instrumentIds: z
    .array(z.int().positive())
    .min(1)
    .max(500)
    .refine((ids) => new Set(ids).size === ids.length, { message: 'each once' }),
  bankedOn: LocalDateSchema,
  /** The sum that was counted over the instruments in hand. */
  expectedTotal: PositivePenceSchema,
});
export type MakePayingInSlip = z.infer<typeof MakePayingInSlip>;
export const MadePayingInSlip = z.strictObject({ payingInSlipId: z.int(), total: PenceSchema, count: z.int() });
export type MadePayingInSlip = z.infer<typeof MadePayingInSlip>;

export const ListPayingInSlips = z.strictObject(PageInput);
export type ListPayingInSlips = z.infer<typeof ListPayingInSlips>;
export const PayingInSlipRow = z.strictObject({
  payingInSlipId: z.int(),
  bankedOn: LocalDateSchema,
  total: PenceSchema,
  count: z.int(),
  bounced: z.int(),
  madeBy: z.string(),
  madeAt: InstantSchema,
});
export type PayingInSlipRow = z.infer<typeof PayingInSlipRow>;
export const PayingInSlipPage = pageOf(PayingInSlipRow);

/** Bounces a banked instrument, or returns one that was not paid in to its payer. */
export const TakeBackInstrument = z.strictObject({
  commandId: CommandId,
  instrumentId: z.int().positive(),
  reason: Reason,
});
export type TakeBackInstrument = z.infer<typeof TakeBackInstrument>;
export const TakenBackInstrument = z.strictObject({ instrumentId: z.int(), state: z.enum(INSTRUMENT_STATES) });
export type TakenBackInstrument = z.infer<typeof TakenBackInstrument>;

/** A small file within a command: 128 KiB at most, as base64, so that its bytes are judged as they came. */
export const MOST_ADVICE_BYTES = 128 * 1024;
export const AttachedFile = z.strictObject({
  name: z.string().min(1).max(120),
  bytes: z.base64().max(Math.ceil(MOST_ADVICE_BYTES / 3) * 4),
});
export type AttachedFile = z.infer<typeof AttachedFile>;

/** Why one line of an advice or card file was refused. */
export const LINE_REFUSALS = [
  'not-utf8',
  'too-long',
  'wrong-cells',
  'control-character',
  'not-a-reference',
  'unknown-reference',
  'not-an-amount',
  'not-more-than-nothing',
  'not-a-time',
  'after-the-file',
  'taken-by-card-here',
] as const;
export type LineRefusal = (typeof LINE_REFUSALS)[number];

/** Why a whole file was refused. */
export const FILE_REFUSALS = [
  'empty',
  'not-utf8',
  'too-many-lines',
  'wrong-header',
  'card-number',
  'lines-refused',
  'wrong-name',
  'too-large',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

export const CheckRemittance = z.strictObject({ advice: AttachedFile });
export type CheckRemittance = z.infer<typeof CheckRemittance>;

export const RemittanceLine = z.strictObject({
  /** As an editor counts: the header is line 1. */
  line: z.int(),
  /** As it is written properly; null where the line has no reference that can be one. */
  reference: z.string().nullable(),
  organisation: Organisation.nullable(),
  amount: PenceSchema.nullable(),
  refusal: z.enum(LINE_REFUSALS).nullable(),
  /** References that exist and may have been meant. */
  perhaps: z.array(z.string()),
});
export type RemittanceLine = z.infer<typeof RemittanceLine>;

export const CheckedRemittance = z.strictObject({
  refusal: z.enum(FILE_REFUSALS).nullable(),
  lines: z.array(RemittanceLine),
  /** Of the lines accepted. */
  total: PenceSchema,
});
export type CheckedRemittance = z.infer<typeof CheckedRemittance>;

export const RecordBankTransfer = z.strictObject({
  commandId: CommandId,
  payer: Payer,
  /** As the bank statement shows it. */
  reference: z.string().trim().min(1).max(35),
  amount: PositivePenceSchema.max(99_999_999_999),
  bankedOn: LocalDateSchema,
  /** By hand, or as the payer's remittance advice says. */
  meant: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('hand'), parts: MeantForAll }),
    z.strictObject({ by: z.literal('advice'), advice: AttachedFile }),
  ]),
});
export type RecordBankTransfer = z.infer<typeof RecordBankTransfer>;
export const RecordedBankTransfer = z.strictObject({ bankTransferId: z.int(), parts: z.array(PartTaken) });
export type RecordedBankTransfer = z.infer<typeof RecordedBankTransfer>;

export const ListBankTransfers = z.strictObject(PageInput);
export type ListBankTransfers = z.infer<typeof ListBankTransfers>;
export const BankTransferRow = z.strictObject({
  bankTransferId: z.int(),
  payer: z.string(),
  reference: z.string(),
  amount: PenceSchema,
  bankedOn: LocalDateSchema,
  becameCredit: PenceSchema,
  organisations: z.int(),
  firstOrganisation: Organisation,
  adviceName: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: InstantSchema,
});
export type BankTransferRow = z.infer<typeof BankTransferRow>;
export const BankTransferPage = pageOf(BankTransferRow);

export const TakeCardFile = z.strictObject({ commandId: CommandId, file: AttachedFile });
export type TakeCardFile = z.infer<typeof TakeCardFile>;
export const TakenCardFile = z.strictObject({
  cardFileId: z.int(),
  rows: z.int(),
  total: PenceSchema,
  /** Rows for which no organisation was found. */
  unplaced: z.int(),
});
export type TakenCardFile = z.infer<typeof TakenCardFile>;

export const ListCardFiles = z.strictObject(PageInput);
export type ListCardFiles = z.infer<typeof ListCardFiles>;
export const CardFileRow = z.strictObject({
  cardFileId: z.int(),
  name: z.string(),
  day: LocalDateSchema,
  rows: z.int(),
  total: PenceSchema,
  unplaced: z.int(),
  takenBy: z.string(),
  takenAt: InstantSchema,
});
export type CardFileRow = z.infer<typeof CardFileRow>;
export const CardFilePage = pageOf(CardFileRow);

export const ListUnplacedCardRows = z.strictObject(PageInput);
export type ListUnplacedCardRows = z.infer<typeof ListUnplacedCardRows>;
export const UnplacedCardRow = z.strictObject({
  cardFileRowId: z.int(),
  fileName: z.string(),
  line: z.int(),
  orderCode: z.string(),
  paidAt: z.string(),
  amount: PenceSchema,
  reason: z.enum(LINE_REFUSALS),
});
export type UnplacedCardRow = z.infer<typeof UnplacedCardRow>;
export const UnplacedCardPage = pageOf(UnplacedCardRow);
