import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isBeingKilled, isRunning } from './is-running.ts';
import { PostgresStartError } from './postgres-start-error.ts';

// How long a server killed a moment ago may take to disappear.
const DYING_MS = 1000;
const DYING_ON_BUSY_MACHINE_MS = 15_000;

/**
 * Refuses when a live PostgreSQL already works on `dir`, and removes the lock file of one that was killed. PostgreSQL
 * would do that itself, but it takes any program that was since given the dead one's process id for a living server.
 */
export async function refuseSecondCopy(dir: string): Promise<void> {
  const lockFile = join(dir, 'postmaster.pid');
  const lines = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return;
  const patience = AbortSignal.timeout(isBeingKilled(pid) ? DYING_ON_BUSY_MACHINE_MS : DYING_MS);
  while (isRunning(pid) && !(await worksElsewhere(pid, dir))) {
    if (patience.aborted) throw alreadyRunning(dir, `process ${pid}, port ${lines[3]}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await rm(lockFile, { force: true });
}

/** The refusal, with whatever is known about the other copy. */
export function alreadyRunning(dir: string, known: string): PostgresStartError {
  const sentence = `Another copy is already running on ${dir} (${known}); stop it first.`;
  return new PostgresStartError('already-running', sentence);
}

async function worksElsewhere(pid: number, dir: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const [cwd, here] = await Promise.all([readlink(`/proc/${pid}/cwd`).catch(() => undefined), realpath(dir)]);
  return cwd !== undefined && cwd !== here;
}
