import type { DeliveryCounts } from '../../shared/contracts/usage.ts';
import { londonDay } from '../../shared/local-date.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import { recordAudit } from '../audit/index.ts';
import type { MachineActor } from '../platform/actor.ts';
import { announce } from '../platform/live.ts';
import { selectOne, write } from '../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { countColumns, countOutcomes, NO_COUNTS } from './delivery-counts.ts';
import { readEvents, type ReadEvents } from './read-events.ts';
import type { RowResult } from './registration-facts.ts';
import { settleAllWaiting, settleWaiting } from './settle-waiting.ts';
import { takeChanges } from './take-changes.ts';
import { takeRegistrations } from './take-registrations.ts';
import { writeRowResults } from './write-row-results.ts';

/** One batch of the feed, as it came over the wire. */
export interface FeedBatch {
  readonly sha256: Buffer;
  readonly byteCount: number;
  readonly events: readonly unknown[];
}

/** What became of a batch: counts, and the rows that were not simply accepted. */
export interface ReceivedBatch {
  readonly deliveryId: number;
  readonly counts: DeliveryCounts;
  readonly results: readonly RowResult[];
  /** Event ids by row, as far as they could be read. */
  readonly eventIds: readonly (string | null)[];
}

/**
 * Takes in one batch of events in one transaction: one inbox row, one audit event. An event that was taken in before,
 * in whatever batch, is a duplicate, so a batch whose answer was lost is simply sent again. Registrations go before
 * corrections and withdrawals, whose order within a batch so does not matter.
 */
export async function receiveBatch(
  ctx: CommandContext & { readonly actor: MachineActor },
  batch: FeedBatch,
): Promise<ReceivedBatch> {
  const read = readEvents(batch.events, londonDay(ctx.clock.now()));
  const received = await runSystemChange(ctx, { batch, read }, writeBatch);
  if (received.counts.accepted + received.counts.waiting > 0) await settleAllWaiting(ctx, lpasOf(read));
  return { ...received, eventIds: read.eventIds };
}

function lpasOf({ registrations, changes }: ReadEvents): LpaReference[] {
  const named = [...registrations.map(({ facts }) => facts.lpaReference), ...changes.map((one) => one.lpaReference)];
  return [...new Set(named)];
}

async function writeBatch(
  scope: CommandScope,
  { batch, read }: { readonly batch: FeedBatch; readonly read: ReadEvents },
): Promise<Omit<ReceivedBatch, 'eventIds'>> {
  const { tx, now } = scope;
  const deliveryId = await writeInboxRow(scope, batch);
  const delivery = { id: deliveryId, at: now };
  const taken = await takeRegistrations(tx, delivery, read.registrations);
  const changed = await takeChanges(tx, delivery, read.changes);
  if (taken.accepted > 0) await settleWaiting(tx, now, lpasOf(read));
  const results = [...read.refused, ...taken.results, ...changed].toSorted((one, other) => one.row - other.row);
  await writeRowResults(tx, deliveryId, results);
  const counts = countOutcomes(NO_COUNTS, taken.accepted, results);
  await write(
    tx,
    `insert into usage_delivery_progress (delivery_id, state, state_since, bytes_read, row_count, accepted, duplicate,
       refused, corrected, withdrawn, waiting) values (?, 'done', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [deliveryId, now.toISOString(), batch.byteCount, batch.events.length, ...countColumns(counts)],
  );
  await announce(tx, 'usage');
  await recordAudit(scope, {
    kind: 'usage.batch-received',
    subject: `usage-delivery:${deliveryId}`,
    organisationId: null,
    facts: { deliveryId, rows: batch.events.length, ...counts },
  });
  return { deliveryId, counts, results };
}

async function writeInboxRow({ tx, now, actor }: CommandScope, batch: FeedBatch): Promise<number> {
  const { id } = await selectOne<{ id: number }>(
    tx,
    `insert into usage_delivery (channel, name, sha256, byte_count, staff_id, received_by, received_at)
     values ('feed', ?, ?, ?, ?, ?, ?) returning id`,
    [
      `Batch of ${batch.events.length} ${batch.events.length === 1 ? 'event' : 'events'}`,
      batch.sha256,
      batch.byteCount,
      actor.kind === 'system' ? null : actor.staffId,
      actor.name,
      now.toISOString(),
    ],
  );
  return id;
}
