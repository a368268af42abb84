import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isRunning } from './is-running.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { PostgresStartError } from './postgres-start-error.ts';
import type { ServerUser } from './server-user.ts';
import { serverPath } from './server-path.ts';

const run = promisify(execFile);

const MAJOR_VERSION = '18';
const COMPLETE = 'practice-data-complete';

export interface NewFolder {
  dir: string;
  user: ServerUser;
  binaries: PostgresBinaries;
  password: string;
  fast: boolean;
}

/**
 * Makes sure that `dir` holds a complete database cluster of our version. A new one is built in a sibling folder and
 * renamed into place when it is whole, so being killed half-way leaves nothing that looks like a database.
 * Refuses a folder that is not empty and not complete, one of another version, and one we may not write to.
 */
export async function prepareDataFolder(folder: NewFolder): Promise<void> {
  const { dir } = folder;
  const names = await entries(dir);
  if (names.length > 0) return assertUsable(dir, names);
  const parent = dirname(dir);
  await refusingPermission(parent, () => mkdir(parent, { recursive: true }));
  await sweepUnfinished(dir);
  const unfinished = `${dir}.unfinished-${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    await refusingPermission(parent, () => mkdir(unfinished, { mode: 0o700 }));
    await initialise(folder, unfinished);
    await moveIntoPlace(unfinished, dir);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function entries(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw noPermission(dir, error);
  }
}

async function assertUsable(dir: string, names: string[]): Promise<void> {
  if (!names.includes(COMPLETE)) {
    throw new PostgresStartError(
      'folder-half-written',
      `The folder ${dir} holds something that is not a complete database; remove it, or start over with a fresh one.`,
    );
  }
  await access(dir, constants.W_OK).catch((error: unknown) => {
    throw noPermission(dir, error);
  });
  const version = (await readFile(join(dir, 'PG_VERSION'), 'utf8').catch(() => 'unknown')).trim();
  if (version !== MAJOR_VERSION) {
    throw new PostgresStartError(
      'folder-of-other-version',
      `The folder ${dir} was written by PostgreSQL ${version} and this is ${MAJOR_VERSION}; start over with a fresh one.`,
    );
  }
}

async function initialise(folder: NewFolder, unfinished: string): Promise<void> {
  const { user, binaries, password, fast } = folder;
  const passwordFile = join(tmpdir(), `practice-postgres-${randomUUID()}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (user) await Promise.all([unfinished, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    const place = await serverPath(unfinished, user);
    const auth = ['-U', 'postgres', '--pwfile', passwordFile, '--auth=scram-sha-256'];
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
    const safety = fast ? ['--no-sync', '--no-data-checksums'] : ['--data-checksums'];
    await run(binaries.initdb, ['-D', place.path, ...auth, ...locale, ...safety], { cwd: place.cwd, ...user });
  } catch (cause) {
    throw new PostgresStartError('start-failed', `A new database could not be made in ${folder.dir}.`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  const marker = join(unfinished, COMPLETE);
  await writeFile(marker, 'initdb finished\n');
  if (user) await chown(marker, user.uid, user.gid);
  await chmod(marker, 0o600);
}

async function moveIntoPlace(unfinished: string, dir: string): Promise<void> {
  // Not every system renames over an empty folder.
  await rmdir(dir).catch(() => {});
  try {
    await rename(unfinished, dir);
  } catch (error) {
    // Another copy, started at the same moment, was first; which of the two may run is decided by PostgreSQL's own lock.
    if (!(await entries(dir)).includes(COMPLETE)) throw noPermission(dir, error);
  }
}

async function sweepUnfinished(dir: string): Promise<void> {
  const prefix = `${basename(dir)}.unfinished-`;
  for (const name of await readdir(dirname(dir))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    await rm(join(dirname(dir), name), { recursive: true, force: true });
  }
}

async function refusingPermission(path: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw noPermission(path, error);
  }
}

function noPermission(path: string, cause: unknown): unknown {
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(codeOf(cause))) return cause;
  const sentence = `There is no permission to write in ${path}; it may belong to another user.`;
  return new PostgresStartError('no-write-permission', sentence, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
