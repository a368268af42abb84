import { z } from 'zod';
import { InvoiceNumberSchema, OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema } from '../money.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

export const CHASE_OUTCOMES = ['sent', 'referred', 'passed-over'] as const;
export type ChaseOutcome = (typeof CHASE_OUTCOMES)[number];

/** Why nothing more is done about an invoice now. */
export const CHASING_STOPS = ['paid', 'held', 'on-hold', 'closed', 'being-paid'] as const;
export type ChasingStop = (typeof CHASING_STOPS)[number];

/** Somebody disputes the invoice, or has been given time; nothing is sent until after that day. */
export const InvoiceHold = z.strictObject({
  until: LocalDateSchema,
  reason: z.string(),
  by: z.string(),
  at: InstantSchema,
});
export type InvoiceHold = z.infer<typeof InvoiceHold>;

export const ChasingStep = z.strictObject({
  step: z.string(),
  title: z.string(),
  /** Working days after the due day; below nothing, before it. */
  workingDays: z.int(),
  /** The working day on which it falls due. */
  on: LocalDateSchema,
  /** The day rests on bank holidays that are not announced yet. */
  isProvisional: z.boolean(),
  done: z
    .strictObject({
      outcome: z.enum(CHASE_OUTCOMES),
      at: InstantSchema,
      /** What was still to pay then. */
      owed: PenceSchema,
      messageId: z.int().nullable(),
    })
    .nullable(),
});
export type ChasingStep = z.infer<typeof ChasingStep>;

export const GetChasing = z.strictObject({ number: InvoiceNumberSchema });
export const ChasingRecord = z.strictObject({
  steps: z.array(ChasingStep),
  stoppedBy: z.enum(CHASING_STOPS).nullable(),
  hold: InvoiceHold.nullable(),
  pastHolds: z.array(InvoiceHold.extend({ liftedAt: InstantSchema, liftedBy: z.string(), liftedBecause: z.string() })),
});
export type ChasingRecord = z.infer<typeof ChasingRecord>;

const Reason = z.string().trim().min(1).max(300);

export const HoldInvoice = z.strictObject({
  commandId: CommandId,
  number: InvoiceNumberSchema,
  /** The last day on which nothing is sent; after today and within a year. */
  until: LocalDateSchema,
  reason: Reason,
});
export type HoldInvoice = z.infer<typeof HoldInvoice>;
export const LiftInvoiceHold = z.strictObject({ commandId: CommandId, number: InvoiceNumberSchema, reason: Reason });
export type LiftInvoiceHold = z.infer<typeof LiftInvoiceHold>;
export const ChangedHold = z.strictObject({ number: InvoiceNumberSchema });

export const CHASING_LISTS = ['referred', 'chased', 'held'] as const;
export type ChasingList = (typeof CHASING_LISTS)[number];

export const ListChasing = z.strictObject({
  ...PageInput,
  /** Unpaid invoices: referred to finance; reminded or demanded, and not referred yet; or held now. */
  show: z.enum(CHASING_LISTS).default('referred'),
});
export type ListChasing = z.infer<typeof ListChasing>;

export const ChasingRow = z.strictObject({
  number: InvoiceNumberSchema,
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  dueOn: LocalDateSchema,
  outstanding: PenceSchema,
  lastStep: z.string().nullable(),
  lastAt: InstantSchema.nullable(),
  heldUntil: LocalDateSchema.nullable(),
  holdReason: z.string().nullable(),
});
export type ChasingRow = z.infer<typeof ChasingRow>;
export const ChasingPage = pageOf(ChasingRow);
