import { arrayLiteral } from '../platform/array-literal.ts';
import { selectOne } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { billedFor } from './billed-for.ts';
import { explainLeftOver } from './explain-left-over.ts';
import type { NewRegistration, RowResult } from './registration-facts.ts';

/** The delivery that rows belong to, as far as writing them needs it. */
export interface Delivery {
  readonly id: number;
  /** When this is written down. */
  readonly at: Date;
}

/** What taking in came to: how many are new, and what became of the others. */
export interface Taken {
  readonly accepted: number;
  readonly results: readonly RowResult[];
}

const MOST_PASSES = 4;

/**
 * Takes in registrations, each at most once, whoever else does so at the same time.
 *
 * One statement writes all that are new, and notes them for the counts by day; who lost a race to another delivery finds the winner's row in the next, which
 * says what it is: a duplicate, or the same LPA with other facts. A row that neither lost nor is refused is tried again:
 * the delivery it collided with was rolled back, or its organisation has only just been opened.
 */
export async function takeRegistrations(tx: Tx, delivery: Delivery, rows: readonly NewRegistration[]): Promise<Taken> {
  let accepted = 0;
  let open = rows;
  const results: RowResult[] = [];
  for (let pass = 1; open.length > 0; pass += 1) {
    if (pass > MOST_PASSES) throw new Error('Registrations could neither be written nor found');
    const leftOver = await writeNew(tx, delivery, open);
    accepted += open.length - leftOver.length;
    const explained = await explainLeftOver(tx, leftOver);
    results.push(...explained.results);
    open = explained.unexplained;
  }
  return { accepted, results };
}

/** Writes what is new, in the order of their references so that two deliveries do not lock crosswise; answers the rest. */
async function writeNew(tx: Tx, delivery: Delivery, rows: readonly NewRegistration[]): Promise<NewRegistration[]> {
  const { left } = await selectOne<{ left: number[] }>(
    tx,
    `with given as materialized (
       select * from unnest(?::int[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::date[], ?::date[],
         ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
       as given (row, event_id, occurred_at, lpa_reference, organisation, lpa_kind, received_on, registered_on, fee_kind,
         channel, donor_key, own_reference, stated_fee)),
     written as (
       insert into registration (event_id, lpa_reference, organisation_id, lpa_kind, received_on, registered_on,
         fee_kind, channel, donor_key, own_reference, stated_fee, delivery_id, delivery_row, recorded_at, facts_as_of)
       select coalesce(event_id, uuidv7()), lpa_reference, organisation.id, lpa_kind, received_on, registered_on,
         fee_kind, channel, donor_key, own_reference, stated_fee, ?, given.row, ?, occurred_at
       from given ${billedFor('given')} where organisation.status <> 'closed'
       order by lpa_reference, given.row
       on conflict do nothing returning id, delivery_row),
     noted as (
       insert into usage_new_rows (delivery_id, first_id, last_id)
       select ?, min(id), max(id) from written having count(*) > 0)
     select array(select row from given where row not in (select delivery_row from written)) as left`,
    [...columnsOf(rows), delivery.id, delivery.at.toISOString(), delivery.id],
  );
  if (left.length === 0) return [];
  const wanted = new Set(left);
  return rows.filter(({ row }) => wanted.has(row));
}

function columnsOf(rows: readonly NewRegistration[]): string[] {
  const column = (of: (row: NewRegistration) => string | number | null): string => arrayLiteral(rows.map(of));
  return [
    column(({ row }) => row),
    column(({ eventId }) => eventId),
    column(({ occurredAt }) => occurredAt),
    column(({ facts }) => facts.lpaReference),
    column(({ facts }) => facts.organisation),
    column(({ facts }) => facts.lpaKind),
    column(({ facts }) => facts.receivedOn),
    column(({ facts }) => facts.registeredOn),
    column(({ facts }) => facts.feeKind),
    column(({ facts }) => facts.channel),
    column(({ facts }) => facts.donorKey),
    column(({ facts }) => facts.ownReference),
    column(({ statedFee }) => statedFee),
  ];
}
