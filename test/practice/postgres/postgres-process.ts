import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { serverPath } from './server-path.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

const POLL_MS = 20;
const READY_WITHIN_MS = 60_000;
const TAIL_CHARACTERS = 4000;
// Commits still reach the operating system, so that a killed server loses nothing; only a power cut would.
const FAST = { fsync: 'off', full_page_writes: 'off' };

export interface ServerSettings {
  dir: string;
  port: number;
  user: ServerUser;
  binaries: PostgresBinaries;
  fast: boolean;
  settings: Record<string, string>;
  log: (line: string) => void;
}

/** A PostgreSQL that answers, or the last lines it wrote before it gave up. */
export type Launch = { ready: true; child: ChildProcess; pid: number } | { ready: false; said: string };

/** Starts one postmaster and waits until its own lock file says `ready`. On Linux it dies with us. */
export async function launchPostgres(server: ServerSettings): Promise<Launch> {
  const child = await spawnPostgres(server);
  let said = '';
  const listen = (text: string) => {
    said = (said + text).slice(-TAIL_CHARACTERS);
    for (const line of text.split('\n')) if (line.trim()) server.log(line);
  };
  child.stdout?.setEncoding('utf8').on('data', listen);
  child.stderr?.setEncoding('utf8').on('data', listen);
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      listen(error.message);
      resolve();
    });
  });
  const { pid } = child;
  if (pid !== undefined && (await becomesReady(server.dir, pid, gone))) return { ready: true, child, pid };
  child.kill('SIGKILL');
  await gone;
  return { ready: false, said };
}

/** Stops it: at once for sessions, cleanly for the files. After 10 s it is stopped the hard way, which the next start recovers from. */
export async function stopPostgres(child: ChildProcess, server: ServerSettings): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  // Windows has no signals: there, kill would be a crash.
  if (process.platform === 'win32') await run(server.binaries.pgCtl, ['stop', '-m', 'fast', '-D', server.dir]);
  else child.kill('SIGINT');
  await gone;
  clearTimeout(impatience);
}

async function spawnPostgres(server: ServerSettings): Promise<ChildProcess> {
  const { dir, port, user, binaries, fast, settings } = server;
  const place = await serverPath(dir, user);
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(fast ? FAST : {}),
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', place.path, '-p', String(port), ...options];
  const spawning = { cwd: place.cwd, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  if (!(await diesWithParent())) return spawn(binaries.postgres, args, { ...spawning, ...user });
  const drop = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  return spawn('setpriv', ['--pdeathsig', 'SIGINT', ...drop, '--', binaries.postgres, ...args], spawning);
}

async function diesWithParent(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return run('setpriv', ['--pdeathsig', 'SIGINT', '--', 'true']).then(
    () => true,
    () => false,
  );
}

async function becomesReady(dir: string, pid: number, gone: Promise<void>): Promise<boolean> {
  const ended = AbortSignal.any([AbortSignal.timeout(READY_WITHIN_MS), abortedAfter(gone)]);
  while (!ended.aborted) {
    const lines = (await readFile(join(dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[0] === String(pid) && lines[7]?.trim() === 'ready') return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

function abortedAfter(event: Promise<void>): AbortSignal {
  const controller = new AbortController();
  void event.then(() => controller.abort());
  return controller.signal;
}
