import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { LpaReferenceSchema } from '../lpa-reference.ts';
import { PenceSchema } from '../money.ts';
import { FEE_KINDS, LPA_KINDS } from './billing.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** What the fee of a registration depends on beside the day it was received. `hardship`: undecided until evidence is judged. */
export const REGISTRATION_FEE_KINDS = [...FEE_KINDS, 'hardship'] as const;
export type RegistrationFeeKind = (typeof REGISTRATION_FEE_KINDS)[number];

/** How the LPA was applied for. */
export const REGISTRATION_CHANNELS = ['online', 'paper'] as const;
export type RegistrationChannel = (typeof REGISTRATION_CHANNELS)[number];

/**
 * How registrations and changes to them come in: a batch of the registration service, a file somebody uploads, a file
 * left in the watched folder, or a correction that was approved at the desk.
 */
export const DELIVERY_CHANNELS = ['feed', 'upload', 'folder', 'desk'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

/** What becomes of a delivery; the legal moves are in `server/usage/delivery-state.ts`. */
export const DELIVERY_STATES = ['received', 'reading', 'done', 'refused', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What becomes of one event or row. */
export const ROW_OUTCOMES = ['accepted', 'duplicate', 'refused', 'corrected', 'withdrawn', 'waiting'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** What is told of rows one by one; those that were simply accepted are counted, and found among the registrations. */
export const ROW_RESULT_OUTCOMES = ['duplicate', 'refused', 'corrected', 'withdrawn', 'waiting'] as const;
export type RowResultOutcome = (typeof ROW_RESULT_OUTCOMES)[number];

/** Every reason for which an event or row is refused; each has a sentence in `server/usage/refusal-sentences.ts`. */
export const ROW_REFUSALS = [
  'AMOUNT_WRONG',
  'CARD_NUMBER',
  'CHANGE_EMPTY',
  'DATES_NOT_TOGETHER',
  'DATE_IN_FUTURE',
  'DATE_WRONG',
  'DONOR_KEY_WRONG',
  'EVENT_ID_REUSED',
  'EVENT_MALFORMED',
  'FORMULA',
  'LPA_CHECK_DIGIT_WRONG',
  'LPA_REFERENCE_WRONG',
  'LPA_REGISTERED_DIFFERENTLY',
  'ORGANISATION_CLOSED',
  'ORGANISATION_REFERENCE_WRONG',
  'ORGANISATION_UNKNOWN',
  'REGISTERED_BEFORE_RECEIVED',
  'ROW_COLUMN_COUNT',
  'ROW_CONTROL_CHARACTERS',
  'ROW_NOT_UTF8',
  'ROW_QUOTES_WRONG',
  'ROW_TOO_LONG',
  'TEXT_TOO_LONG',
  'VALUE_MISSING',
  'VALUE_UNKNOWN',
] as const;
export type RowRefusal = (typeof ROW_REFUSALS)[number];

/** Every reason for which a whole file is refused. Nothing of it is taken in then. */
export const FILE_REFUSALS = [
  'FILE_COLUMNS_MISSING',
  'FILE_COLUMNS_REPEATED',
  'FILE_COLUMNS_UNKNOWN',
  'FILE_HAS_NO_ROWS',
  'FILE_HOLDS_CARD_NUMBER',
  'FILE_LINE_ENDS_WRONG',
  'FILE_NOT_UTF8',
  'FILE_SEPARATOR_WRONG',
  'FILE_TOO_MANY_ROWS',
  'FILE_UTF16',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];
export type UsageRefusal = RowRefusal | FileRefusal;

/** Largest file that is taken, and the size of the parts in which the page sends it. */
export const MOST_FILE_BYTES = 512 * 1024 * 1024;
export const FILE_PART_BYTES = 256 * 1024;

const OrganisationName = z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() });

export const ListRegistrations = z.strictObject({
  ...PageInput,
  organisation: OrganisationReferenceSchema.nullable().default(null),
  /** The beginning of an LPA reference or of the organisation's own matter reference. */
  text: z.string().max(60).default(''),
  /** Registered on or after this day. */
  registeredFrom: LocalDateSchema.nullable().default(null),
  /** Registered before this day. */
  registeredBefore: LocalDateSchema.nullable().default(null),
  feeKind: z.enum(REGISTRATION_FEE_KINDS).nullable().default(null),
  channel: z.enum(REGISTRATION_CHANNELS).nullable().default(null),
  /** How it came in. */
  cameBy: z.enum(DELIVERY_CHANNELS).nullable().default(null),
  /** Only withdrawn ones, only those that stand, or both. */
  withdrawn: z.boolean().nullable().default(null),
});
export type ListRegistrations = z.infer<typeof ListRegistrations>;

/** Saves the whole filtered list as a file. */
export const ExportRegistrations = ListRegistrations.omit({ cursor: true, limit: true }).extend({
  commandId: CommandId,
});
export type ExportRegistrations = z.infer<typeof ExportRegistrations>;

export const RegistrationRow = z.strictObject({
  id: z.int(),
  lpaReference: LpaReferenceSchema,
  organisation: OrganisationName,
  lpaKind: z.enum(LPA_KINDS),
  receivedOn: LocalDateSchema,
  registeredOn: LocalDateSchema,
  feeKind: z.enum(REGISTRATION_FEE_KINDS),
  channel: z.enum(REGISTRATION_CHANNELS),
  ownReference: z.string().nullable(),
  withdrawnAt: InstantSchema.nullable(),
  /** How many corrections and withdrawals it has seen. */
  changes: z.int(),
});
export type RegistrationRow = z.infer<typeof RegistrationRow>;
export const RegistrationPage = pageOf(RegistrationRow);

export const GetRegistration = z.strictObject({ id: z.int().positive() });

const DeliveryName = z.strictObject({
  id: z.int(),
  channel: z.enum(DELIVERY_CHANNELS),
  name: z.string(),
  /** Event of the batch, or line of the file; the header is line 1. */
  rowNumber: z.int(),
});

/** One correction or withdrawal, in the order of the source, with what it changed. */
export const RegistrationChange = z.strictObject({
  eventId: z.uuid(),
  kind: z.enum(['correction', 'withdrawal']),
  /** When it happened at the source. */
  occurredAt: InstantSchema,
  recordedAt: InstantSchema,
  delivery: DeliveryName,
  /** What was corrected: the fact's name, what it was when this arrived, and what this says. */
  changed: z.array(z.strictObject({ fact: z.string(), before: z.string().nullable(), says: z.string().nullable() })),
});
export type RegistrationChange = z.infer<typeof RegistrationChange>;

export const RegistrationRecord = RegistrationRow.extend({
  eventId: z.uuid(),
  /** Pseudonymous: it groups the LPAs of one donor and names nobody. */
  donorKey: z.string(),
  /** The fee as the file stated it, for comparison; it never decides a price. */
  statedFee: PenceSchema.nullable(),
  factsAsOf: InstantSchema,
  recordedAt: InstantSchema,
  delivery: DeliveryName,
  history: z.array(RegistrationChange),
});
export type RegistrationRecord = z.infer<typeof RegistrationRecord>;

export const DeliveryCounts = z.strictObject({
  accepted: z.int(),
  duplicate: z.int(),
  refused: z.int(),
  corrected: z.int(),
  withdrawn: z.int(),
  waiting: z.int(),
});
export type DeliveryCounts = z.infer<typeof DeliveryCounts>;

export const DeliveryRow = z.strictObject({
  id: z.int(),
  channel: z.enum(DELIVERY_CHANNELS),
  name: z.string(),
  by: z.string(),
  receivedAt: InstantSchema,
  byteCount: z.int(),
  state: z.enum(DELIVERY_STATES),
  stateSince: InstantSchema,
  /** Events of the batch, or rows of the file as far as it has been read. */
  rowCount: z.int(),
  counts: DeliveryCounts,
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;
export const DeliveryPage = pageOf(DeliveryRow);

/** `files`: uploads and the watched folder. `problems`: with refused rows, or refused as a whole. */
export const ListDeliveries = z.strictObject({
  ...PageInput,
  show: z.enum(['files', 'feed', 'problems', 'all']).default('files'),
});
export type ListDeliveries = z.infer<typeof ListDeliveries>;

export const GetDelivery = z.strictObject({ id: z.int().positive() });
export const DeliveryRecord = DeliveryRow.extend({
  /** How far a file has been read; equal to `byteCount` when it has been read to the end. */
  bytesRead: z.int(),
  /** Hex of the SHA-256 of the file or batch as it came. */
  sha256: z.string(),
  /** Why the file was refused as a whole, in a sentence; null otherwise. */
  refusal: z.strictObject({ code: z.enum(FILE_REFUSALS), sentence: z.string() }).nullable(),
  /** Names the original for download; null where none is kept. */
  fileId: z.uuid().nullable(),
  canCancel: z.boolean(),
  /** Corrections of this delivery that still wait for their registration. */
  stillWaiting: z.int(),
});
export type DeliveryRecord = z.infer<typeof DeliveryRecord>;

export const ListDeliveryRows = z.strictObject({
  ...PageInput,
  deliveryId: z.int().positive(),
  outcome: z.enum(ROW_RESULT_OUTCOMES).nullable().default(null),
});
export type ListDeliveryRows = z.infer<typeof ListDeliveryRows>;

export const DeliveryRowResult = z.strictObject({
  rowNumber: z.int(),
  outcome: z.enum(ROW_RESULT_OUTCOMES),
  reason: z.enum(ROW_REFUSALS).nullable(),
  /** What happened and what to do, in words. */
  sentence: z.string(),
  lpaReference: LpaReferenceSchema.nullable(),
});
export type DeliveryRowResult = z.infer<typeof DeliveryRowResult>;
export const DeliveryRowPage = pageOf(DeliveryRowResult);

/** A name as a person gave it to a file: shown, never used as a path. */
export const FileName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}/\\]+$/u);

/** Ends an upload: all parts are there. The file is recognised by its hash when it came before. */
export const DeliverUpload = z.strictObject({
  commandId: CommandId,
  fileId: z.uuid(),
  name: FileName,
  partCount: z
    .int()
    .min(1)
    .max(MOST_FILE_BYTES / FILE_PART_BYTES),
  byteCount: z.int().min(1).max(MOST_FILE_BYTES),
});
export type DeliverUpload = z.infer<typeof DeliverUpload>;
export const DeliveredUpload = z.strictObject({
  deliveryId: z.int(),
  /** True when this very file came before: `deliveryId` is the first time. */
  cameBefore: z.boolean(),
});
export type DeliveredUpload = z.infer<typeof DeliveredUpload>;

export const CancelDelivery = z.strictObject({ commandId: CommandId, id: z.int().positive() });
export type CancelDelivery = z.infer<typeof CancelDelivery>;
/** `reading` still: it stops as soon as its reader looks up. */
export const CancelledDelivery = z.strictObject({ state: z.enum(DELIVERY_STATES) });
