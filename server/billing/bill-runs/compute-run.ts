import { setTimeout } from 'node:timers/promises';
import type { PeopleAtWork } from '../../platform/people-at-work.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import { selectOne, write } from '../../platform/rows.ts';
import { freshenStatistics } from '../../platform/statistics.ts';
import { computeBills } from './compute-bills.ts';
import { lockBillRun, moveBillRun } from './lock-bill-run.ts';
import { planParts } from './plan-parts.ts';
import { isPowerOfFour, type BatchOutcome } from './run-batches.ts';

/** Parts that are worked out at once while nobody is at work: the database has at least two cores. */
const WORKERS = 2;
/** How often a worker that has made room looks whether it is needed again. */
const LOOK_AGAIN_MS = 500;

/**
 * Works a run in `computing` out, part by part, and moves it to `review` after the last. Every part is a transaction of
 * its own that marks it done; where all of this is killed, what was not done is found again. Another copy of the server
 * may help: a part that is worked on is locked, and passed over. While people are at work all workers but the first
 * pause, between two parts, so that a caller's payment takes no longer than at any other time.
 */
export async function computeRun(ctx: CommandContext, billRunId: number, people: PeopleAtWork): Promise<void> {
  const ended = new AbortController();
  const workers = Array.from({ length: WORKERS }, async (_, place) => {
    try {
      await computeParts(ctx, billRunId, () => (place === 0 ? Promise.resolve() : roomFor(people, ended.signal)));
    } finally {
      ended.abort();
    }
  });
  const failed = (await Promise.allSettled(workers)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Waits until nobody is at work, or until another worker has come to the end. */
async function roomFor(people: PeopleAtWork, ended: AbortSignal): Promise<void> {
  while (people.areThere() && !ended.aborted) {
    await setTimeout(LOOK_AGAIN_MS, undefined, { signal: ended }).catch(() => undefined);
  }
}

async function computeParts(ctx: CommandContext, billRunId: number, room: () => Promise<void>): Promise<void> {
  const input = { billRunId };
  for (let done = 0; ;) {
    await room();
    if ((await runSystemChange(ctx, input, computeBills)) === 'more') {
      done += 1;
      if (isPowerOfFour(done)) await freshenStatistics(ctx);
    } else if ((await runSystemChange(ctx, input, planParts)) === 'nothing') {
      if ((await runSystemChange(ctx, input, finishComputing)) === 'done') return;
    }
  }
}

/** Waits for whoever still works a part out; `more` when they left one. */
async function finishComputing(scope: CommandScope, input: { readonly billRunId: number }): Promise<BatchOutcome> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  if (run.state !== 'computing') return 'done';
  const { left } = await selectOne<{ left: boolean }>(
    scope.tx,
    'select exists (select from bill_run_part where bill_run_id = ? and not done) as left',
    [run.id],
  );
  if (left) return 'more';
  await write(scope.tx, 'delete from bill_run_part where bill_run_id = ?', [run.id]);
  await moveBillRun(scope, run, 'review');
  return 'done';
}
