import type { DeliveryCounts } from '../../shared/contracts/usage.ts';
import { recordAudit } from '../audit/index.ts';
import { announce } from '../platform/live.ts';
import { selectRows, write } from '../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { markCancelled } from './cancel-delivery.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';
import { countColumns, countOutcomes, NO_COUNTS } from './delivery-counts.ts';
import { discardFile, readFileParts } from './file-parts.ts';
import { FileRefused } from './file-refused.ts';
import { readFile } from './read-file.ts';
import { MOST_AT_ONCE, settleAllWaiting, settleWaiting } from './settle-waiting.ts';
import { takeRegistrations } from './take-registrations.ts';
import { writeRowResults } from './write-row-results.ts';

/** Somebody asked for the reading to stop. */
class ReadingCancelled extends Error {
  override name = 'ReadingCancelled';
}

/** Another copy of the server has taken the file over; it tells what becomes of it. */
class ReadingLost extends Error {
  override name = 'ReadingLost';
}

/** About a second of reading. */
const TOLD_EVERY_ROWS = 10_000;

interface Progress {
  rows: number;
  /** Rows at which others are told next. */
  toldAtRows: number;
  bytes: number;
  counts: DeliveryCounts;
}

/**
 * Reads one file and takes in what is right of it, all in one transaction: killed at any point, nothing of it is there.
 * How far it got is written beside that transaction, where others see it, and there the wish to stop is seen as well.
 */
export async function readDelivery(ctx: CommandContext, delivery: ClaimedDelivery): Promise<void> {
  try {
    await runSystemChange(ctx, {}, (scope) => takeFile(ctx, scope, delivery));
  } catch (error) {
    if (error instanceof FileRefused) return runSystemChange(ctx, {}, (scope) => refuseFile(scope, delivery, error));
    if (error instanceof ReadingCancelled) return runSystemChange(ctx, {}, (scope) => markCancelled(scope, delivery));
    if (error instanceof ReadingLost) return;
    throw error;
  }
  await settleAllWaiting(ctx, null);
}

async function takeFile(ctx: CommandContext, scope: CommandScope, delivery: ClaimedDelivery): Promise<void> {
  const { tx, now } = scope;
  const progress: Progress = { rows: 0, toldAtRows: 1, bytes: 0, counts: NO_COUNTS };
  const blocks = counted(readFileParts(tx, delivery.fileId), progress);
  for await (const { registrations, refused } of readFile(blocks, { now, receivedAt: delivery.receivedAt })) {
    const taken = await takeRegistrations(tx, { id: delivery.id, at: now }, registrations);
    const results = [...refused, ...taken.results];
    await writeRowResults(tx, delivery.id, results);
    progress.rows += registrations.length + refused.length;
    progress.counts = countOutcomes(progress.counts, taken.accepted, results);
    if (progress.rows < progress.toldAtRows) continue;
    await tellProgress(ctx, delivery, progress);
    progress.toldAtRows = progress.rows + TOLD_EVERY_ROWS;
  }
  while ((await settleWaiting(tx, now, null)) === MOST_AT_ONCE);
  await markDone(scope, ctx, delivery, progress);
}

async function* counted(blocks: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    yield block;
    progress.bytes += block.length;
  }
}

/** In a transaction of its own, so that it is seen while the file is being read. */
async function tellProgress(ctx: CommandContext, delivery: ClaimedDelivery, { rows, bytes }: Progress): Promise<void> {
  const standing = await runSystemChange(ctx, {}, async ({ tx }) => {
    const [row] = await selectRows<{ cancelled: boolean }>(
      tx,
      `update usage_delivery_progress set row_count = ?, bytes_read = ?
       where delivery_id = ? and state = 'reading' and read_by_copy = ?
       returning cancel_asked_at is not null as cancelled`,
      [rows, bytes, delivery.id, delivery.copyId],
    );
    return row;
  });
  if (standing === undefined) throw new ReadingLost();
  if (standing.cancelled) throw new ReadingCancelled();
}

async function markDone(
  scope: CommandScope,
  ctx: CommandContext,
  delivery: ClaimedDelivery,
  progress: Progress,
): Promise<void> {
  const { id, name, copyId } = delivery;
  const { rows, bytes, counts } = progress;
  const moved = await selectRows(
    scope.tx,
    `update usage_delivery_progress set state = 'done', state_since = ?, read_by_copy = null, row_count = ?,
       bytes_read = ?, accepted = ?, duplicate = ?, refused = ?, corrected = ?, withdrawn = ?, waiting = ?
     where delivery_id = ? and state = 'reading' and read_by_copy = ? and cancel_asked_at is null
     returning delivery_id`,
    [ctx.clock.now().toISOString(), rows, bytes, ...countColumns(counts), id, copyId],
  );
  if (moved.length === 0) {
    await tellProgress(ctx, delivery, progress);
    throw new Error('A file that was read to its end could not be marked as read');
  }
  await announce(scope.tx, 'usage');
  await recordAudit(scope, {
    kind: 'usage.file-read',
    subject: `usage-delivery:${id}`,
    organisationId: null,
    facts: { deliveryId: id, name, rows, ...counts },
  });
}

async function refuseFile(scope: CommandScope, delivery: ClaimedDelivery, fault: FileRefused): Promise<void> {
  const { id, name } = delivery;
  const { refusal } = fault;
  await write(
    scope.tx,
    `update usage_delivery_progress set state = 'refused', state_since = ?, read_by_copy = null, row_count = 0,
       refusal = ?, refusal_facts = ?::jsonb where delivery_id = ? and state = 'reading'`,
    [scope.now.toISOString(), refusal, JSON.stringify(fault.facts), id],
  );
  if (refusal === 'FILE_HOLDS_CARD_NUMBER') await discardFile(scope.tx, delivery.fileId);
  await recordAudit(scope, {
    kind: 'usage.file-refused',
    subject: `usage-delivery:${id}`,
    organisationId: null,
    facts: { deliveryId: id, name, refusal },
  });
}
