import { arrayLiteral } from '../platform/array-literal.ts';
import { selectRows, write } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import type { NewChange } from './registration-facts.ts';
import type { Delivery } from './take-registrations.ts';

/** A change whose registration is known; `says` is JSON in the words of the table. */
export interface DueChange extends Omit<NewChange, 'says'> {
  readonly says: string;
  readonly registrationId: number;
  readonly delivery: Delivery;
}

/**
 * Applies changes to their registrations and answers the event ids that were new.
 *
 * The facts of a registration are its first facts with every correction laid over them in the order of the source
 * (`occurred_at`, then event id), and withdrawn as of its earliest withdrawal. They are worked out afresh from all that
 * is recorded, so the end is the same in whatever order the changes arrived. One change of a registration is applied at
 * a time, so that each is kept with what it found and what it left.
 */
export async function applyChanges(tx: Tx, changes: readonly DueChange[]): Promise<string[]> {
  await lockRegistrations(tx, changes);
  const applied: string[] = [];
  let open = changes.toSorted(bySource);
  while (open.length > 0) {
    const round = new Map<number, DueChange>();
    for (const change of open) if (!round.has(change.registrationId)) round.set(change.registrationId, change);
    applied.push(...(await applyRound(tx, [...round.values()])));
    open = open.filter((change) => round.get(change.registrationId) !== change);
  }
  return applied;
}

function bySource(one: DueChange, other: DueChange): number {
  const [a, b] = [Date.parse(one.occurredAt), Date.parse(other.occurredAt)];
  return a === b ? (one.eventId < other.eventId ? -1 : 1) : a - b;
}

async function lockRegistrations(tx: Tx, changes: readonly DueChange[]): Promise<void> {
  if (changes.length === 0) return;
  const ids = arrayLiteral([...new Set(changes.map(({ registrationId }) => registrationId))]);
  await write(tx, 'select from registration where id = any(?::bigint[]) order by id for no key update', [ids]);
  await write(
    tx,
    `insert into registration_origin (registration_id, facts)
     select id, registration_facts(registration) from registration where id = any(?::bigint[])
     on conflict do nothing`,
    [ids],
  );
}

/** Every change of the registration: those recorded before, and the one that is being recorded. */
const FROM_ALL_TOLD = `from (
  select event_id, kind, occurred_at, says from registration_change
    where registration_id = given.registration_id and event_id <> given.event_id
  union all select given.event_id, given.kind, given.occurred_at, given.says) told`;

/** At most one change per registration, all of them locked. What is new is noted for the counts by day. */
async function applyRound(tx: Tx, round: readonly DueChange[]): Promise<string[]> {
  const column = (of: (change: DueChange) => string | number): string => arrayLiteral(round.map(of));
  const recorded = await selectRows<{ event_id: string }>(
    tx,
    `with given as materialized (
       select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::jsonb[], ?::bigint[], ?::int[],
         ?::timestamptz[])
       as given (event_id, registration_id, kind, occurred_at, says, delivery_id, delivery_row, recorded_at)),
     recorded as (
       insert into registration_change (event_id, registration_id, kind, occurred_at, says, before, after, delivery_id,
         delivery_row, recorded_at)
       select given.event_id, given.registration_id, given.kind, given.occurred_at, given.says,
         registration_facts(registration),
         origin.facts
           || coalesce((select jsonb_object_agg(said.key, said.value order by told.occurred_at, told.event_id)
                ${FROM_ALL_TOLD}, jsonb_each(told.says) said), '{}')
           || jsonb_build_object('withdrawnAt', (select min(told.occurred_at) ${FROM_ALL_TOLD}
                where told.kind = 'withdrawal')),
         given.delivery_id, given.delivery_row, given.recorded_at
       from given join registration on registration.id = given.registration_id
       join registration_origin origin on origin.registration_id = given.registration_id
       on conflict (event_id) do nothing returning id, event_id),
     noted as (insert into usage_new_change (change_id) select id from recorded)
     select event_id from recorded`,
    [
      column(({ eventId }) => eventId),
      column(({ registrationId }) => registrationId),
      column(({ kind }) => kind),
      column(({ occurredAt }) => occurredAt),
      column(({ says }) => says),
      column(({ delivery }) => delivery.id),
      column(({ row }) => row),
      column(({ delivery }) => delivery.at.toISOString()),
    ],
  );
  const eventIds = recorded.map(({ event_id: eventId }) => eventId);
  if (eventIds.length > 0) await writeFacts(tx, eventIds);
  return eventIds;
}

async function writeFacts(tx: Tx, eventIds: readonly string[]): Promise<void> {
  await write(
    tx,
    `update registration set organisation_id = (after ->> 'organisationId')::int, lpa_kind = after ->> 'lpaKind',
       received_on = (after ->> 'receivedOn')::date, registered_on = (after ->> 'registeredOn')::date,
       fee_kind = after ->> 'feeKind', channel = after ->> 'channel', donor_key = after ->> 'donorKey',
       own_reference = after ->> 'ownReference', withdrawn_at = (after ->> 'withdrawnAt')::timestamptz,
       facts_as_of = greatest(facts_as_of, change.occurred_at), version = version + 1
     from registration_change change
     where change.event_id = any(?::uuid[]) and registration.id = change.registration_id`,
    [arrayLiteral(eventIds)],
  );
}
