import { runSystemChange, type Command, type CommandContext } from '../../platform/run-command.ts';
import { freshenStatistics } from '../../platform/statistics.ts';

/** Whether a batch of a run's work was the last. */
export type BatchOutcome = 'more' | 'done';

type Batch = Command<{ readonly billRunId: number }, BatchOutcome>;

/**
 * Runs batch after batch, each a transaction of its own, until one says that it was the last. Where it is killed, the
 * run knows how far it got. Other callers get their turn between any two.
 */
export async function runBatches(ctx: CommandContext, billRunId: number, batch: Batch): Promise<void> {
  for (let done = 1; (await runSystemChange(ctx, { billRunId }, batch)) === 'more'; done += 1) {
    if (isPowerOfFour(done)) await freshenStatistics(ctx);
  }
}

/** Sizes are counted anew whenever they have grown fourfold: often while little is there, hardly ever later. */
export function isPowerOfFour(count: number): boolean {
  return Number.isInteger(Math.log2(count) / 2);
}
