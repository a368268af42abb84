import { billRunStep } from './bill-run-step.ts';
import { attemptStep, billStep, deliveryStep, organisationSteps, type HistoryStep } from './history-steps.ts';
import { movingClock } from './moving-clock.ts';
import type { WorldPlan } from './plan-world.ts';
import { pastPay } from './run-attempt.ts';
import { asSystem, type WorldBooks } from './world-books.ts';
import { admitFeed, admitPracticeStaff } from './world-staff.ts';

export interface HistoryWatch {
  /** Told how many steps are done, of how many. */
  readonly onProgress: (done: number, of: number) => void;
  /** Ends the writing between two steps. */
  readonly signal: AbortSignal;
}

const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 6;

/** Lets the planned past happen in the order of time, by the server's own commands. */
export async function writeHistory(
  books: WorldBooks,
  plan: WorldPlan,
  seed: string,
  { onProgress, signal }: HistoryWatch,
): Promise<void> {
  const steps = stepsOf(books, plan, seed);
  const row = createRow();
  for (const [done, step] of steps.entries()) {
    signal.throwIfAborted();
    await row.begin(step);
    onProgress(done + 1, steps.length);
  }
  await row.end();
}

/** Steps one behind the other, as far as they may overlap. After one that failed, the next call fails. */
function createRow(): { begin(step: HistoryStep): Promise<void>; end(): Promise<void> } {
  const underWay = new Map<Promise<void>, HistoryStep>();
  const failures: unknown[] = [];
  const waitFor = async (isOver: () => boolean): Promise<void> => {
    while (!isOver()) await Promise.race(underWay.keys());
    if (failures.length > 0) throw failures[0];
  };
  const run = async (step: HistoryStep, mayGoOn: () => void): Promise<void> => {
    try {
      await step.run(step.alone ? () => {} : mayGoOn);
    } catch (error) {
      failures.push(error);
    }
    mayGoOn();
  };
  const mayBegin = ({ alone, follows }: HistoryStep): boolean => {
    if (alone) return underWay.size === 0;
    if (underWay.size >= MOST_AT_ONCE) return false;
    return follows === null || ![...underWay.values()].some((other) => other.follows === follows);
  };
  return {
    begin: async (step) => {
      await waitFor(() => mayBegin(step));
      const { promise: mayGoOn, resolve } = Promise.withResolvers<void>();
      const running: Promise<void> = run(step, resolve).then(() => void underWay.delete(running));
      underWay.set(running, step);
      await mayGoOn;
    },
    end: () => waitFor(() => underWay.size === 0),
  };
}

function stepsOf(books: WorldBooks, plan: WorldPlan, seed: string): HistoryStep[] {
  const { organisations, deliveries, bills, attempts } = plan;
  const past = pastPay(books, seed);
  const admitAt = new Date(
    Math.min(plan.end.getTime(), ...organisations.map(({ joinsAt }) => joinsAt.getTime())) - DAY_MS,
  );
  const admit = async (): Promise<void> => {
    const ctx = asSystem(books, movingClock(admitAt));
    books.agents.push(...(await admitPracticeStaff(ctx)));
    books.feed = await admitFeed(ctx);
  };
  const steps: HistoryStep[] = [
    { at: admitAt, alone: true, follows: null, run: admit },
    ...organisations.flatMap((organisation) => organisationSteps(books, organisation)),
    ...deliveries.map((delivery) => deliveryStep(books, delivery)),
    ...bills.filter(({ round }) => round < plan.lastRun.round).map((bill) => billStep(books, bill)),
    ...billRunStep(
      books,
      bills.filter(({ round }) => round === plan.lastRun.round),
      plan.lastRun.period,
    ),
    ...attempts.map((attempt) => attemptStep(books, past, attempt)),
  ];
  return steps.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}
