import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { OWNER, PRACTICE_PASSWORD, REPORT, SERVER } from '../database.ts';
import { PostgresStartError } from '../postgres/postgres-start-error.ts';
import { startPostgres, type RunningPostgres } from '../postgres/start-postgres.ts';
import { openPartLog } from './part-log.ts';
import { StartRefusal, type StartRefusalCode } from './start-refusal.ts';

/** The name of the finished practice database. */
export const DATABASE = 'counterfoil';

export interface DatabaseUrls {
  readonly superuser: string;
  readonly owner: string;
  readonly server: string;
  readonly report: string;
}

export interface PostgresPlace {
  readonly dir: string;
  readonly logFile: string;
  /** Gives up surviving a power cut, for tests. */
  readonly fast: boolean;
  readonly signal: AbortSignal;
  /** Told when the data had to be thrown away, and why. */
  readonly onRecovered: (why: string) => void;
}

const DYING_TAKES_MS = 10_000;
const PAUSE_MS = 200;

const REFUSALS: Partial<Record<PostgresStartError['code'], StartRefusalCode>> = {
  'no-write-permission': 'no-write-permission',
  'already-running': 'already-running',
  'needs-ordinary-user': 'cannot-run-here',
  'platform-unsupported': 'cannot-run-here',
  'binaries-missing': 'cannot-run-here',
};

/** What is made anew: practice data can always be. */
const MADE_ANEW: readonly PostgresStartError['code'][] = [
  'folder-half-written',
  'folder-of-other-version',
  'folder-of-other-password',
];

/**
 * Starts PostgreSQL on the practice data. Data that cannot be used is thrown away and begun again, and that is said.
 * The server of a copy that was killed a moment ago is given the time to go.
 */
export async function startData(place: PostgresPlace): Promise<RunningPostgres> {
  const log = openPartLog(place.logFile);
  const patience = AbortSignal.timeout(DYING_TAKES_MS);
  let thrownAway = false;
  for (;;) {
    place.signal.throwIfAborted();
    try {
      const settings = { max_connections: '200', shared_buffers: '512MB', max_wal_size: '4GB', jit: 'off' };
      const { dir, fast } = place;
      return await startPostgres({
        dir,
        fast,
        settings,
        port: 0,
        password: PRACTICE_PASSWORD,
        log: (line) => log.write(line),
      });
    } catch (error) {
      if (!(error instanceof PostgresStartError)) throw error;
      if (error.code === 'already-running' && !patience.aborted) await setTimeout(PAUSE_MS);
      else if (MADE_ANEW.includes(error.code) && !thrownAway) {
        thrownAway = true;
        place.onRecovered(`The database folder could not be used (${error.code}); it is made anew.`);
        await rm(place.dir, { recursive: true, force: true });
      } else throw new StartRefusal(REFUSALS[error.code] ?? 'part-failed', error.message, { cause: error });
    }
  }
}

/** Which of the two practice databases there are. */
export async function findDatabases(postgres: RunningPostgres, names: readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where datname = any($1)',
      [names],
    );
    return rows.map(({ datname }) => datname);
  } finally {
    await client.end();
  }
}

/** Addresses of the practice database for each role. */
export function databaseUrls(postgres: RunningPostgres): DatabaseUrls {
  const as = (role: string): string => postgres.url(DATABASE, role, PRACTICE_PASSWORD);
  return { superuser: postgres.url(DATABASE), owner: as(OWNER), server: as(SERVER), report: as(REPORT) };
}
