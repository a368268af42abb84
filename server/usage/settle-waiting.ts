import { arrayLiteral } from '../platform/array-literal.ts';
import { announce } from '../platform/live.ts';
import { selectRows, write } from '../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import type { Tx } from '../platform/transaction.ts';
import { applyChanges } from './apply-changes.ts';

interface WaitingRow {
  readonly event_id: string;
  readonly registration_id: number;
  readonly lpa_reference: LpaReference;
  readonly kind: 'correction' | 'withdrawal';
  readonly occurred_at: string;
  readonly says: string;
  readonly delivery_id: number;
  readonly delivery_row: number;
}

/** As many are applied in one go; fewer means that none is left. */
export const MOST_AT_ONCE = 500;

/** LPAs to look at; null for all of them. */
export type Among = readonly LpaReference[] | null;

/** What is due, and its parameters. Many changes may wait for long, so a batch looks only at the LPAs it speaks of. */
function dueAmong(among: Among): readonly [from: string, params: string[]] {
  const due = `from usage_waiting_change waiting join registration
    on registration.lpa_reference = waiting.lpa_reference where waiting.applied_at is null`;
  return among === null ? [due, []] : [`${due} and waiting.lpa_reference = any(?::text[])`, [arrayLiteral(among)]];
}

/** Applies what waited for a registration that has come meanwhile, in the caller's transaction; answers how many. */
export async function settleWaiting(tx: Tx, now: Date, among: Among): Promise<number> {
  const [due, params] = dueAmong(among);
  const rows = await selectRows<WaitingRow>(
    tx,
    `select waiting.event_id, registration.id as registration_id, waiting.lpa_reference, waiting.kind,
       to_json(waiting.occurred_at) #>> '{}' as occurred_at, waiting.says::text as says, waiting.delivery_id,
       waiting.delivery_row
     ${due} order by waiting.lpa_reference limit ${MOST_AT_ONCE} for update of waiting skip locked`,
    params,
  );
  if (rows.length === 0) return 0;
  await applyChanges(
    tx,
    rows.map((row) => ({
      row: row.delivery_row,
      eventId: row.event_id,
      occurredAt: row.occurred_at,
      lpaReference: row.lpa_reference,
      kind: row.kind,
      says: row.says,
      registrationId: row.registration_id,
      delivery: { id: row.delivery_id, at: now },
    })),
  );
  await write(tx, 'update usage_waiting_change set applied_at = ? where event_id = any(?::uuid[])', [
    now.toISOString(),
    arrayLiteral(rows.map(({ event_id: eventId }) => eventId)),
  ]);
  await announce(tx, 'usage');
  return rows.length;
}

/**
 * The same, in a transaction of its own, until nothing is left. A change and its registration that arrive at the same
 * moment do not see each other; whoever commits last finds both here.
 */
export async function settleAllWaiting(ctx: CommandContext, among: Among): Promise<void> {
  const [due, params] = dueAmong(among);
  const found = await selectRows(ctx.em.fork(), `select 1 as found ${due} limit 1`, params);
  if (found.length === 0) return;
  const settle = ({ tx, now }: CommandScope): Promise<number> => settleWaiting(tx, now, among);
  while ((await runSystemChange(ctx, {}, settle)) === MOST_AT_ONCE);
}
