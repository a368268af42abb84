import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference, PaymentReference } from '../../shared/checked-reference.ts';
import type { UnsettledKind, UnsettledMoney } from '../../shared/contracts/unsettled-money.ts';
import type { Pence } from '../../shared/money.ts';
import { readInstant, readInstantOrNull, selectRows } from '../platform/rows.ts';

const MOST = 500;

/** Captures come within hours; a card payment that waits for a day is looked into. */
const CAPTURE_HOURS = 24;
/** An attempt is watched every few seconds while somebody waits: one that is older than this waits for nobody. */
const DOUBT_MINUTES = 5;
/** How long a capture that came days after its payment stays on the list, for reconciliation to find it by. */
const LATE_DAYS = 30;

interface Row {
  readonly kind: UnsettledKind;
  readonly id: string;
  readonly amount: Pence;
  readonly since: string;
  readonly organisation_reference: OrganisationReference | null;
  readonly organisation_name: string | null;
  readonly payment_reference: PaymentReference | null;
  readonly said: string | null;
  readonly looks: number;
  readonly last_at: string | null;
  readonly failed: number;
  readonly next_at: string | null;
}

/**
 * Money that is not where it should be: card payments that Pay may hold and the books do not, or that are booked and
 * not captured; captures that came late; and money that nobody could place. Oldest first, 500 at most.
 */
export async function listUnsettledMoney(
  em: EntityManager,
  now: Date,
): Promise<{ rows: UnsettledMoney[]; more: boolean }> {
  const rows = await selectRows<Row>(
    em,
    `with asked as (select ?::timestamptz as now),
     card as (
       select payment.*, case
         when state = 'orphan-found' then 'found-at-pay'
         when state in ('create-unknown', 'outcome-unknown') then 'in-doubt'
         when state in ('sending', 'cancelling') and state_since < now - make_interval(mins => ${DOUBT_MINUTES})
           then 'in-doubt'
         when state = 'paid' and state_since < now - make_interval(hours => ${CAPTURE_HOURS}) then 'not-captured'
         when state = 'captured' and captured_on - paid_on >= 2
           and state_since >= now - make_interval(days => ${LATE_DAYS}) then 'captured-late' end as kind
       from card_payment payment, asked
       where state in ('orphan-found', 'create-unknown', 'outcome-unknown', 'sending', 'cancelling', 'paid')
         or state = 'captured' and captured_on - paid_on >= 2)
     select card.kind, card.id::text, card.amount, card.state_since as since,
       organisation.reference as organisation_reference, organisation.name as organisation_name,
       card.reference as payment_reference, null as said, looked.looks, looked.last_at, failed_checks as failed,
       next_check_at as next_at
     from card join organisation on organisation.id = card.organisation_id, lateral (
       select count(*)::int as looks, max(received_at) as last_at from pay_message
       where card_payment_id = card.id and answer_to in ('read', 'search')) looked
     where card.kind is not null
     union all
     select 'suspense', 'suspense:' || money.id, money.amount, money.recorded_at, null, null, null,
       concat_ws(', ', money.payer, money.reference), 0, null, 0, null
     from suspense_receipt money
     where not exists (select from receipt where receipt.suspense_receipt_id = money.id)
     order by since, id limit ${MOST + 1}`,
    [now.toISOString()],
  );
  return { rows: rows.slice(0, MOST).map(toUnsettled), more: rows.length > MOST };
}

function toUnsettled(row: Row): UnsettledMoney {
  const { organisation_reference: reference, organisation_name: name, payment_reference: payment } = row;
  return {
    ...{ kind: row.kind, id: row.id, amount: row.amount, since: readInstant(row.since) },
    organisation: reference === null || name === null ? null : { reference, name },
    payment: payment === null ? null : { attemptId: row.id, reference: payment },
    said: row.said === '' ? null : row.said,
    tried: {
      ...{ looks: row.looks, lastAt: readInstantOrNull(row.last_at), failed: row.failed },
      nextAt: readInstantOrNull(row.next_at),
    },
  };
}
