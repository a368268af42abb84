import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWNER, prepareDatabase, PRACTICE_PASSWORD, REPORT, SERVER } from '../practice/database.ts';
import { isRunning } from '../practice/postgres/is-running.ts';
import { startPostgres, type RunningPostgres } from '../practice/postgres/start-postgres.ts';
import { lastingPort } from '../support/server-process.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { until } from './until.ts';

/** A PostgreSQL of the test's own, which writes as a real one does, with one migrated database. */
export interface OwnPostgres {
  readonly database: TestDatabase;
  /** The crash of every process at once, as `pg_ctl stop -m immediate`; returns when they are gone. */
  crash(): Promise<void>;
  /** Starts it again on the same folder and port; returns when it has recovered and answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const NAME = 'counterfoil';
const GONE_WITHIN_MS = 20_000;

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-crash-'));
  await chmod(folder, 0o755);
  const options = { dir: join(folder, 'data'), port: await lastingPort(), password: 'tests-only', fast: false };
  let postgres: RunningPostgres = await startPostgres(options);
  await prepareDatabase(postgres, NAME);
  const url = (user: string): string => postgres.url(NAME, user, PRACTICE_PASSWORD);
  return {
    database: {
      name: NAME,
      ...{ serverUrl: url(SERVER), ownerUrl: url(OWNER), reportUrl: url(REPORT), superuserUrl: postgres.url(NAME) },
      drop: async () => undefined,
    },
    crash: async () => {
      const { pid } = postgres;
      process.kill(pid, 'SIGQUIT');
      await until('PostgreSQL is gone', GONE_WITHIN_MS, async () => (isRunning(pid) ? undefined : true));
      await postgres.stop();
    },
    restart: async () => {
      postgres = await startPostgres(options);
    },
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
