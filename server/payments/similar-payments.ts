import type { EntityManager } from '@mikro-orm/postgresql';
import type { SimilarPayment } from '../../shared/contracts/payments.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import type { Pence } from '../../shared/money.ts';
import { arrayLiteral } from '../platform/array-literal.ts';
import { readInstant, selectRows } from '../platform/rows.ts';
import { CARD_PAYMENT_RULES } from './card-payment-state.ts';

const DAYS = 7;
const MOST_TOLD = 5;

/** Attempts that may still turn out to have been paid. What ended without money is no reason to stop anybody. */
const UNDECIDED = Object.entries(CARD_PAYMENT_RULES)
  .filter(([, { movedBy, booked }]) => movedBy !== 'nobody' && !booked)
  .map(([state]) => state);

interface Asked {
  readonly organisationId: number;
  readonly amount: Pence;
  readonly lpas: readonly LpaReference[];
  readonly now: Date;
}

interface Row extends Omit<SimilarPayment, 'at'> {
  readonly at: string;
}

/**
 * What came, or may be coming, from the same organisation in the last seven days by any channel that is the same amount
 * or meets some of the same LPAs: the newest five. Money that was taken back is not counted.
 */
export async function findSimilarPayments(em: EntityManager, asked: Asked): Promise<SimilarPayment[]> {
  const since = new Date(asked.now.getTime() - DAYS * 24 * 60 * 60_000).toISOString();
  const rows = await selectRows<Row>(
    em,
    `with asked as (select ?::integer as organisation, ?::bigint as amount, ?::timestamptz as since, ?::text[] as lpas),
     recent as (
       select receipt.recorded_at as at, receipt.channel, receipt.amount, true as is_booked,
         (select payment.reference from card_payment payment where payment.receipt_id = receipt.id) as reference,
         (select count(distinct line.lpa_reference)::int from allocation
          join invoice_line line on line.id = allocation.invoice_line_id, asked
          where allocation.receipt_id = receipt.id and line.lpa_reference = any (asked.lpas)) as "sameLpas"
       from receipt, asked
       where receipt.organisation_id = asked.organisation and receipt.recorded_at >= asked.since
         and not exists (select from journal where journal.reverses_journal_id = receipt.journal_id)
       union all
       select payment.started_at, 'card-by-phone', payment.amount, false, payment.reference,
         (select count(distinct line.lpa_reference)::int from payment_attempt_line held
          join invoice_line line on line.id = held.invoice_line_id
          where held.card_payment_id = payment.id and line.lpa_reference = any (asked.lpas))
       from card_payment payment, asked
       where payment.organisation_id = asked.organisation and payment.started_at >= asked.since
         and payment.receipt_id is null and payment.state = any (?::text[]))
     select recent.at, recent.channel, recent.amount, is_booked as "isBooked", reference, "sameLpas",
       recent.amount = asked.amount as "isSameAmount"
     from recent, asked where recent.amount = asked.amount or "sameLpas" > 0 order by recent.at desc limit ?`,
    [asked.organisationId, asked.amount, since, arrayLiteral(asked.lpas), arrayLiteral(UNDECIDED), MOST_TOLD],
  );
  return rows.map((row) => ({ ...row, at: readInstant(row.at) }));
}
