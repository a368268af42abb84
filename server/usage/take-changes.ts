import type { LpaReference } from '../../shared/lpa-reference.ts';
import { arrayLiteral } from '../platform/array-literal.ts';
import { selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { applyChanges, type DueChange } from './apply-changes.ts';
import { billedFor } from './billed-for.ts';
import { refusedRow } from './read-events.ts';
import type { NewChange, RowResult } from './registration-facts.ts';
import type { Delivery } from './take-registrations.ts';

interface Standing {
  readonly row: number;
  readonly registration_id: number | null;
  /** LPA of a change that came under this event id before. */
  readonly known_lpa: string | null;
  readonly organisation_id: number | null;
  readonly organisation_status: string | null;
}

/**
 * Takes in corrections and withdrawals, each at most once. Those whose registration is known are applied; the others
 * wait for it.
 */
export async function takeChanges(
  tx: Tx,
  delivery: Delivery,
  changes: readonly NewChange[],
): Promise<readonly RowResult[]> {
  if (changes.length === 0) return [];
  const standings = await standingsOf(tx, changes);
  const results: RowResult[] = [];
  const due: DueChange[] = [];
  const early: DueChange[] = [];
  const seen = new Map<string, LpaReference>();
  for (const change of changes) {
    const standing = standings.get(change.row);
    if (standing === undefined) throw new Error('A change was not looked up');
    const known = standing.known_lpa ?? seen.get(change.eventId) ?? null;
    const settled = settledAlready(change, standing, known);
    if (settled !== undefined) {
      results.push(settled);
      continue;
    }
    seen.set(change.eventId, change.lpaReference);
    const says = storedForm(change, standing);
    const registrationId = standing.registration_id;
    if (registrationId === null) early.push({ ...change, says, registrationId: 0, delivery });
    else due.push({ ...change, says, registrationId, delivery });
  }
  const applied = new Set(await applyChanges(tx, due));
  const waiting = new Set(await keepWaiting(tx, early));
  for (const change of due) results.push(outcomeOf(change, applied.has(change.eventId)));
  for (const change of early) results.push(waitingOr(change, waiting.has(change.eventId)));
  return results;
}

async function standingsOf(tx: Tx, changes: readonly NewChange[]): Promise<Map<number, Standing>> {
  const rows = await selectRows<Standing>(
    tx,
    `select given.row, registration.id as registration_id, organisation.id as organisation_id,
       organisation.status as organisation_status, coalesce(changed.lpa_reference, waiting.lpa_reference) as known_lpa
     from unnest(?::int[], ?::uuid[], ?::text[], ?::text[]) as given (row, event_id, lpa_reference, organisation)
     left join registration on registration.lpa_reference = given.lpa_reference
     left join registration_change on registration_change.event_id = given.event_id
     left join registration changed on changed.id = registration_change.registration_id
     left join usage_waiting_change waiting on waiting.event_id = given.event_id
     ${billedFor('given', 'left join')}`,
    [
      arrayLiteral(changes.map(({ row }) => row)),
      arrayLiteral(changes.map(({ eventId }) => eventId)),
      arrayLiteral(changes.map(({ lpaReference }) => lpaReference)),
      arrayLiteral(changes.map(({ says }) => says.organisation ?? null)),
    ],
  );
  return new Map(rows.map((row) => [row.row, row]));
}

function settledAlready(change: NewChange, standing: Standing, knownLpa: string | null): RowResult | undefined {
  const { row, lpaReference } = change;
  if (knownLpa === lpaReference) return { row, outcome: 'duplicate', refusal: null, facts: {}, lpaReference };
  if (knownLpa !== null) return refusedRow(row, { reason: 'EVENT_ID_REUSED', facts: {} }, lpaReference);
  const { organisation } = change.says;
  if (organisation === undefined) return undefined;
  if (standing.organisation_id === null) {
    return refusedRow(row, { reason: 'ORGANISATION_UNKNOWN', facts: { organisation } }, lpaReference);
  }
  if (standing.organisation_status === 'closed') {
    return refusedRow(row, { reason: 'ORGANISATION_CLOSED', facts: { organisation } }, lpaReference);
  }
  return undefined;
}

/** What the correction says in the words of the table: the organisation by its id. */
function storedForm({ says }: NewChange, standing: Standing): string {
  const { organisation, ...others } = says;
  return JSON.stringify(organisation === undefined ? others : { ...others, organisationId: standing.organisation_id });
}

async function keepWaiting(tx: Tx, changes: readonly DueChange[]): Promise<string[]> {
  if (changes.length === 0) return [];
  const column = (of: (change: DueChange) => string | number): string => arrayLiteral(changes.map(of));
  const rows = await selectRows<{ event_id: string }>(
    tx,
    `insert into usage_waiting_change
       (event_id, lpa_reference, kind, occurred_at, says, delivery_id, delivery_row, recorded_at)
     select * from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::jsonb[], ?::bigint[], ?::int[],
       ?::timestamptz[])
     on conflict (event_id) do nothing returning event_id`,
    [
      column(({ eventId }) => eventId),
      column(({ lpaReference }) => lpaReference),
      column(({ kind }) => kind),
      column(({ occurredAt }) => occurredAt),
      column(({ says }) => says),
      column(({ delivery }) => delivery.id),
      column(({ row }) => row),
      column(({ delivery }) => delivery.at.toISOString()),
    ],
  );
  return rows.map(({ event_id: eventId }) => eventId);
}

/** Not applied by us, another delivery has brought the same event in the meantime. */
function outcomeOf({ row, kind, lpaReference }: DueChange, applied: boolean): RowResult {
  const outcome = applied ? (kind === 'correction' ? 'corrected' : 'withdrawn') : 'duplicate';
  return { row, outcome, refusal: null, facts: {}, lpaReference };
}

function waitingOr({ row, lpaReference }: DueChange, waiting: boolean): RowResult {
  return { row, outcome: waiting ? 'waiting' : 'duplicate', refusal: null, facts: {}, lpaReference };
}
