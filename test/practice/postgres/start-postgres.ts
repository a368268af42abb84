import { resolve } from 'node:path';
import { Client } from 'pg';
import { prepareDataFolder } from './data-folder.ts';
import { freePort } from './free-port.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { launchPostgres, stopPostgres, type Launch, type ServerSettings } from './postgres-process.ts';
import { PostgresStartError } from './postgres-start-error.ts';
import { alreadyRunning, refuseSecondCopy } from './running-copy.ts';
import { serverUser } from './server-user.ts';

export interface PostgresOptions {
  /** The data folder; made when it does not exist. */
  dir: string;
  /** 0 picks a free one. */
  port: number;
  /** Of the superuser `postgres`. */
  password: string;
  /** Gives up surviving a power cut, for tests: fsync and full_page_writes off, no checksums. */
  fast?: boolean;
  /** Server settings, by PostgreSQL's own names. */
  settings?: Record<string, string>;
  /** Told every line that PostgreSQL writes. */
  log?: (line: string) => void;
}

export interface RunningPostgres {
  port: number;
  pid: number;
  /** A connection address; for the superuser unless `user` and `password` are given. */
  url(database: string, user?: string, password?: string): string;
  /** Returns when every process has gone. Safe to call twice. */
  stop(): Promise<void>;
}

const PORT_TRIES = 5;
const CLOSING_WITHIN_MS = 15_000;

/**
 * Starts a real PostgreSQL on 127.0.0.1 alone (no socket file), SCRAM passwords, locale C.UTF-8, time zone UTC. Works as
 * root or not, dies with this process on Linux, and recovers a data folder whose server was killed.
 * Refuses with a PostgresStartError.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dir = resolve(options.dir);
  if (options.port !== 0 && (await freePort(options.port)) === undefined) throw portInUse(options.port);
  const user = await serverUser(dir);
  const binaries = await postgresBinaries(user);
  const fast = options.fast ?? false;
  const log = options.log ?? (() => {});
  try {
    await prepareDataFolder({ dir, user, binaries, password: options.password, fast });
    const server = { dir, port: options.port, user, binaries, fast, settings: options.settings ?? {}, log };
    return await running(server, options);
  } catch (error) {
    await binaries.release();
    throw error;
  }
}

async function running(wanted: ServerSettings, options: PostgresOptions): Promise<RunningPostgres> {
  const { launch, server } = await launchPatiently(wanted);
  const { child, pid } = launch;
  const stop = async () => {
    await stopPostgres(child, server);
    await server.binaries.release();
  };
  const url = (database: string, user = 'postgres', password = options.password) =>
    `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${encodeURIComponent(database)}`;
  try {
    await signInOnce(url('postgres'), server.dir);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: server.port, pid, url, stop };
}

/** Tries again where waiting helps: the sessions of a killed server are still closing, or a port picked for us was taken meanwhile. */
async function launchPatiently(
  wanted: ServerSettings,
): Promise<{ launch: Launch & { ready: true }; server: ServerSettings }> {
  const patience = AbortSignal.timeout(CLOSING_WITHIN_MS);
  for (let tries = 1; ; tries += 1) {
    await refuseSecondCopy(wanted.dir);
    const server = { ...wanted, port: (await freePort(wanted.port)) ?? wanted.port };
    const launch = await launchPostgres(server);
    if (launch.ready) return { launch, server };
    const stillClosing = /pre-existing shared memory block/.test(launch.said) && !patience.aborted;
    const portTaken = /could not bind/.test(launch.said) && wanted.port === 0 && tries < PORT_TRIES;
    if (!stillClosing && !portTaken) throw explained(server, launch.said);
    await new Promise((done) => setTimeout(done, 100));
  }
}

function explained(server: ServerSettings, said: string): PostgresStartError {
  if (/could not bind/.test(said)) return portInUse(server.port);
  if (/lock file .* already exists|shared memory block/.test(said))
    return alreadyRunning(server.dir, 'it holds the lock');
  if (/administrative permissions/.test(said)) {
    const sentence = 'PostgreSQL does not run with administrator rights; start again as an ordinary user.';
    return new PostgresStartError('needs-ordinary-user', sentence);
  }
  return new PostgresStartError('start-failed', `PostgreSQL did not start on ${server.dir}. Its last words:\n${said}`);
}

function portInUse(port: number): PostgresStartError {
  return new PostgresStartError('port-in-use', `Port ${port} on 127.0.0.1 is in use by another program.`);
}

async function signInOnce(connectionString: string, dir: string): Promise<void> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
  } catch (cause) {
    const otherPassword = cause instanceof Error && 'code' in cause && cause.code === '28P01';
    if (!otherPassword) throw cause;
    const sentence = `The database in ${dir} was made with another password; start over with a fresh one.`;
    throw new PostgresStartError('folder-of-other-password', sentence, { cause });
  } finally {
    await client.end().catch(() => {});
  }
}
