import { z } from 'zod';
import { STATUSES } from './payment-status.ts';

const instant = z.int();
const statusSchema = z.enum(STATUSES);

/** What is kept of a card: never the number, never the security code. */
export const cardSchema = z.strictObject({
  brand: z.string(),
  type: z.enum(['credit', 'debit']).nullable(),
  firstDigits: z.string().length(6),
  lastDigits: z.string().length(4),
  expiry: z.string(),
  cardholderName: z.string(),
});

export const billingAddressSchema = z.strictObject({
  line1: z.string().exactOptional(),
  line2: z.string().exactOptional(),
  postcode: z.string().exactOptional(),
  city: z.string().exactOptional(),
  country: z.string().exactOptional(),
});

/** What the payment provider does once Pay asks for the money. */
export const captureBehaviourSchema = z.enum([
  'captured',
  'captured-a-day-later',
  'capture-fails',
  'provider-error-at-confirm',
  'confirm-answer-lost',
]);

/** A refund of a payment; one under way says how and when it ends. */
const refundSchema = z.strictObject({
  id: z.string().length(26),
  amount: z.int(),
  createdAt: instant,
  status: z.enum(['submitted', 'success', 'error']),
  end: z.strictObject({ dueAt: instant, outcome: z.enum(['success', 'error']) }).exactOptional(),
});

/** One payment, as the journal keeps it. Amounts are pence; instants are milliseconds since 1970 on the Pay clock. */
export const paymentSchema = z.strictObject({
  id: z.string().length(26),
  account: z.string(),
  live: z.boolean(),
  amount: z.int(),
  reference: z.string(),
  description: z.string(),
  returnUrl: z.string(),
  language: z.enum(['en', 'cy']),
  moto: z.boolean(),
  delayedCapture: z.boolean(),
  email: z.string().exactOptional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  prefilled: z
    .strictObject({ cardholderName: z.string().exactOptional(), billingAddress: billingAddressSchema.exactOptional() })
    .exactOptional(),
  createdAt: instant,
  status: statusSchema,
  events: z.array(z.strictObject({ status: statusSchema, at: instant })),
  faultyReads: z.int(),
  providerId: z.string().exactOptional(),
  card: cardSchema.exactOptional(),
  captureBehaviour: captureBehaviourSchema.exactOptional(),
  authorisation: z
    .strictObject({
      dueAt: instant,
      outcome: z.enum(['AUTHORISATION SUCCESS', 'AUTHORISATION REJECTED', 'AUTHORISATION ERROR']),
    })
    .exactOptional(),
  capture: z
    .strictObject({ submitAt: instant, endAt: instant, outcome: z.enum(['CAPTURED', 'CAPTURE ERROR']) })
    .exactOptional(),
  captureSubmittedAt: instant.exactOptional(),
  capturedAt: instant.exactOptional(),
  /** Oldest first. */
  refunds: z.array(refundSchema).default([]),
});

export type Payment = z.infer<typeof paymentSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type Card = z.infer<typeof cardSchema>;
export type CaptureBehaviour = z.infer<typeof captureBehaviourSchema>;
export type Authorisation = NonNullable<Payment['authorisation']>;
