import { beginCorrespondence } from './begin-correspondence.ts';
import { INVARIANTS } from '../../../server/app-router.ts';
import { openDueBillRuns, workOnBillRuns } from '../../../server/billing/index.ts';
import { checkInvariants } from '../../../server/ledger/index.ts';
import { asSuperuser, PRACTICE_PASSWORD, prepareDatabase, SERVER } from '../database.ts';
import type { RunningPostgres } from '../postgres/start-postgres.ts';
import { movingClock } from './moving-clock.ts';
import { openBooks, type OpenBooks } from './open-books.ts';
import { planWorld, type WorldPlan } from './plan-world.ts';
import { asSystem } from './world-books.ts';
import type { WorldSize } from './world-scale.ts';
import { writeHistory, type HistoryWatch } from './write-history.ts';
import { writePresent, type PracticePay } from './write-present.ts';

export interface BuildWorldOptions extends Partial<HistoryWatch> {
  readonly postgres: RunningPostgres;
  /** The name the finished world gets; no database may have it yet. */
  readonly database: string;
  readonly size?: WorldSize;
  readonly seed?: string;
  /** The moment at which the past ends; by default now. */
  readonly end?: Date;
  /** Where attempts that are still under way are made; without it there are none. */
  readonly pay?: PracticePay;
  /** Where card pages of those attempts send agents back to: the central server. */
  readonly returnBaseUrl?: string;
}

/** What a finished world holds. */
export interface BuiltWorld {
  readonly organisations: number;
  readonly bills: number;
  readonly lines: number;
  readonly attempts: number;
}

const SEED = 'counterfoil practice';

/** The name under which a world is built. It gets its own only when complete, so that one half built is never taken for one. */
export function buildingName(database: string): string {
  return `${database}_building`;
}

/**
 * Builds the practice world by the server's own commands, under a clock that starts a year and a half ago, and checks
 * its books. The same seed, size and end build the same world. One left half built is begun again.
 */
export async function buildWorld(options: BuildWorldOptions): Promise<BuiltWorld> {
  const { postgres, database, seed = SEED, size = 'full', end = new Date() } = options;
  const building = buildingName(database);
  await asSuperuser(postgres, 'postgres', [`drop database if exists ${building} with (force)`]);
  await prepareDatabase(postgres, building);
  // Nothing is lost by it: what a power cut leaves half built is begun again.
  await asSuperuser(postgres, building, [`alter database ${building} set synchronous_commit = off`]);
  const plan = planWorld(seed, size, end);
  const url = postgres.url(building, SERVER, PRACTICE_PASSWORD);
  const books = await openBooks(url, options.returnBaseUrl ?? 'http://127.0.0.1:4300');
  try {
    await write(books, plan, { ...options, seed });
  } finally {
    await books.close();
  }
  await asSuperuser(postgres, building, ['analyze', `alter database ${building} reset synchronous_commit`]);
  await asSuperuser(postgres, 'postgres', [`alter database ${building} rename to ${database}`]);
  return {
    organisations: plan.organisations.length,
    bills: plan.bills.length,
    lines: plan.bills.reduce((sum, { lines }) => sum + lines.length, 0),
    attempts: plan.attempts.length,
  };
}

/** The run of the last month, worked out and waiting to be looked at. */
async function openBillRuns(books: OpenBooks, now: Date): Promise<void> {
  const ctx = asSystem(books, movingClock(now));
  await openDueBillRuns(ctx, books.payments.jobs);
  await workOnBillRuns(ctx);
}

async function write(
  books: OpenBooks,
  plan: WorldPlan,
  options: BuildWorldOptions & { readonly seed: string },
): Promise<void> {
  const { seed, pay, onProgress = () => {}, signal = new AbortController().signal } = options;
  await writeHistory(books, plan, seed, { onProgress, signal });
  // Writing the past took a while: the present is later than the end of the past.
  if (pay !== undefined) await writePresent(books, plan, { pay, now: options.end ?? new Date() });
  await openBillRuns(books, options.end ?? new Date());
  const database = buildingName(options.database);
  await beginCorrespondence(books, options.end ?? new Date(), { postgres: options.postgres, database });
  if (books.faults.length > 0) throw new Error(`The practice world has faults: ${books.faults.slice(0, 3).join('; ')}`);
  const results = await checkInvariants(books.orm.em.fork(), INVARIANTS);
  const broken = results.filter(({ violations }) => violations > 0);
  if (broken.length > 0) {
    const why = broken.map(({ code, says, examples }) => `${code} (${says}): ${examples.join(', ')}`);
    throw new Error(`The books of the practice world are not in order. ${why.join('. ')}`);
  }
}
