import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference, PaymentReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { Refundable } from '../../shared/contracts/refunds.ts';
import { pence, type Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import { readCreditSources } from './credit-of-payment.ts';
import { statesWhere } from './refund-state.ts';

/** A card payment and what can go back of it, as the books stand. */
export interface RefundablePayment {
  readonly attemptId: string;
  readonly payment: PaymentReference;
  readonly receiptId: number;
  readonly organisationId: number;
  readonly organisation: { readonly reference: OrganisationReference; readonly name: string };
  readonly paid: Pence;
  readonly refunded: Pence;
  readonly available: Pence;
  /** All that is held for the organisation. */
  readonly credit: Pence;
  readonly liveRefundId: number | null;
  readonly captured: boolean;
}

interface Row {
  readonly id: string;
  readonly payment: PaymentReference;
  readonly state: CardPaymentState;
  readonly receipt_id: number | null;
  readonly organisation_id: number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly paid: Pence;
  readonly refunded: Pence;
  readonly credit: Pence;
  readonly live_refund_id: number | null;
}

const quoted = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');
const TAKES_MONEY = quoted(statesWhere(({ takesMoney }) => takesMoney));
const LIVE = quoted(statesWhere(({ live }) => live));

/**
 * What can be refunded of a card payment: what is held on account because of it, and never more than was paid less what
 * was refunded before. A payment that was moved belongs to the organisation it was moved to.
 * CARD_PAYMENT_NOT_FOUND when there is none.
 */
export async function readRefundable(em: EntityManager, attemptId: string): Promise<RefundablePayment> {
  const [row] = await selectRows<Row>(
    em,
    `select payment.id, payment.reference as payment, payment.state, receipt.id as receipt_id,
       organisation.id as organisation_id, organisation.reference, organisation.name, payment.amount as paid,
       coalesce(balance.credit, 0)::bigint as credit,
       coalesce((select sum(amount) from refund where card_payment_id = payment.id and state in (${TAKES_MONEY})),
         0)::bigint as refunded,
       (select id from refund where card_payment_id = payment.id and state in (${LIVE})) as live_refund_id
     from card_payment payment left join receipt on receipt.id = last_receipt(payment.receipt_id)
     join organisation on organisation.id = coalesce(receipt.organisation_id, payment.organisation_id)
     left join organisation_balance balance on balance.organisation_id = organisation.id
     where payment.id = ?`,
    [attemptId],
  );
  if (row === undefined) throw new DomainError('CARD_PAYMENT_NOT_FOUND', { attemptId });
  const sources = row.receipt_id === null ? [] : await readCreditSources(em, row.receipt_id);
  const held = sources.reduce((sum, { left }) => sum + left, 0);
  return {
    attemptId: row.id,
    payment: row.payment,
    receiptId: row.receipt_id ?? 0,
    organisationId: row.organisation_id,
    organisation: { reference: row.reference, name: row.name },
    paid: row.paid,
    refunded: row.refunded,
    available: pence(Math.min(held, row.paid - row.refunded)),
    credit: row.credit,
    liveRefundId: row.live_refund_id,
    captured: row.state === 'captured',
  };
}

/** The same in the shape that the page is told. */
export async function getRefundable(em: EntityManager, attemptId: string): Promise<Refundable> {
  const {
    receiptId: _receiptId,
    organisationId: _organisationId,
    credit: _credit,
    ...shown
  } = await readRefundable(em, attemptId);
  return shown;
}

const MOST_LISTED = 100;

/** An organisation's captured payments of which something is held on account, newest first. */
export async function listRefundable(em: EntityManager, organisation: OrganisationReference): Promise<Refundable[]> {
  const payments = await selectRows<{ id: string }>(
    em,
    `select payment.id from card_payment payment
     where payment.state = 'captured' and payment.organisation_id = (select id from organisation where reference = ?)
     order by payment.started_at desc limit ${MOST_LISTED}`,
    [organisation],
  );
  const all: Refundable[] = [];
  for (const { id } of payments) all.push(await getRefundable(em, id));
  return all.filter(({ available, liveRefundId }) => available > 0 || liveRefundId !== null);
}
