import { afterAll, describe, expect, test } from 'vitest';
import { INVARIANTS } from '../../server/app-router.ts';
import { checkInvariants } from '../../server/ledger/index.ts';
import { figuresOf } from './crash-figures.ts';
import { openCrashLane, type CrashLane } from './crash-lane.ts';
import { planOf } from './crash-plan.ts';
import { CRASH_POINTS, type CrashPoint } from './crash-points.ts';
import { runCrash, type CrashOutcome } from './crash-run.ts';
import { PROVE, seedsOf } from './dice.ts';

const SEEDS = seedsOf(50, 1);
const RESUME_WITHIN_MS = 10_000;
const LANES = 2;
const TIMEOUT_MS = PROVE ? 4 * 3_600_000 : 400_000;

const wanted = process.env['FAULT_POINT'];
const points = CRASH_POINTS.filter(({ name }) => wanted === undefined || name === wanted);
const outcomes: CrashOutcome[] = [];
let failed = 0;
let late = 0;

/** Lanes that are free; one that a run failed on is replaced by a new one. */
const free: Promise<CrashLane>[] = Array.from({ length: LANES }, openLane);
const waiting: (() => void)[] = [];

function openLane(): Promise<CrashLane> {
  const opening = openCrashLane();
  // Whoever takes the lane hears of a failure; nobody may be waiting yet.
  opening.catch(() => undefined);
  return opening;
}

async function withLane<T>(work: (lane: CrashLane) => Promise<T>): Promise<T> {
  while (free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  const opening = free.shift()!;
  let next: Promise<CrashLane> | undefined;
  try {
    const lane = await opening;
    try {
      const done = await work(lane);
      next = opening;
      return done;
    } catch (error) {
      console.log(`the server said: ${lane.server.said()}`);
      await lane.close();
      throw error;
    }
  } finally {
    free.push(next ?? openLane());
    waiting.shift()?.();
  }
}

async function failureOf(point: CrashPoint, seed: number): Promise<string | undefined> {
  const plan = planOf(point, seed);
  const replay = `FAULT_POINT=${point.name} FAULT_SEED=${seed}`;
  try {
    const outcome = await withLane((lane) => runCrash(lane, plan));
    outcomes.push(outcome);
    // How soon the process is up depends on what else the machine is doing, so that only the proof counts it in.
    const resumeMs = outcome.resumedMs - (PROVE ? 0 : outcome.readyMs);
    if (resumeMs <= RESUME_WITHIN_MS) return undefined;
    late += 1;
    return `${replay} resumed after ${Math.round(outcome.resumedMs)} ms, ready after ${Math.round(outcome.readyMs)} ms`;
  } catch (error) {
    failed += 1;
    console.log(`failed: ${replay} ${JSON.stringify({ ...plan, point: undefined })}`, error);
    return replay;
  }
}

describe.concurrent('the server is killed', { timeout: TIMEOUT_MS }, () => {
  test.each(points)('$name: $says', async (point) => {
    console.log(`point ${point.name}, seeds ${SEEDS.join(' ')}`);
    const failures = await Promise.all(SEEDS.map((seed) => failureOf(point, seed)));
    expect(failures.filter((failure) => failure !== undefined)).toEqual([]);
  });
});

afterAll(async () => {
  let violations = 0;
  for (const lane of await Promise.all(free)) {
    const checked = await checkInvariants(lane.books.orm.em.fork(), INVARIANTS);
    violations += checked.reduce((sum, invariant) => sum + invariant.violations, 0);
    await lane.close();
  }
  console.log(
    [
      `figure crash-points ${points.length} points`,
      `figure crash-runs-failed ${failed} runs`,
      `figure crash-runs-resumed-late ${late} runs`,
      `figure crash-invariant-violations ${violations} rows`,
      figuresOf(outcomes),
    ].join('\n'),
  );
}, 120_000);
