import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { PaymentReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';

/** One attempt to take money by card: what we mean to take, and what became of it. */
export const CardPayment = defineEntity({
  name: 'CardPayment',
  tableName: 'card_payment',
  properties: {
    id: p.uuid().primary(),
    reference: p.string().$type<PaymentReference>(),
    organisationId: p.integer(),
    staffId: p.integer(),
    payAccount: p.string(),
    amount: p.bigint('number').$type<Pence>(),
    state: p.string().$type<CardPaymentState>(),
    stateSince: p.datetime(),
    startedAt: p.datetime(),
    sentByCopy: p.integer(),
    returnNonceHash: p.blob(),
    payPaymentId: p.string().nullable().default(null),
    payProviderId: p.string().nullable().default(null),
    payStatus: p.string().nullable().default(null),
    payCode: p.string().nullable().default(null),
    expiresAt: p.datetime().nullable().default(null),
    cardBrand: p.string().nullable().default(null),
    cardLastFour: p.string().nullable().default(null),
    paidOn: p.date().$type<LocalDate>().nullable().default(null),
    capturedOn: p.date().$type<LocalDate>().nullable().default(null),
    receiptId: p.bigint('number').nullable().default(null),
    nextCheckAt: p.datetime().nullable().default(null),
    failedChecks: p.integer().default(0),
    cardPageOpenedAt: p.datetime().nullable().default(null),
    returnTo: p.string().nullable().default(null),
    returnedAt: p.datetime().nullable().default(null),
  },
});
export type CardPayment = InferEntity<typeof CardPayment>;
