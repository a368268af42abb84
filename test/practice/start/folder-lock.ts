import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { isRunning } from '../postgres/is-running.ts';
import { StartRefusal } from './start-refusal.ts';

export interface FolderLock {
  /** Tells whoever finds the lock where this copy is to be found. */
  announce(url: string): Promise<void>;
  /** Safe to call twice. */
  release(): Promise<void>;
}

const Holder = z.object({ pid: z.int().positive(), bornAt: z.string().nullable(), url: z.string().nullable() });
type Holder = z.infer<typeof Holder>;

/**
 * Takes the folder for this process. Refuses while another running process has it, saying which; a lock whose holder
 * is gone counts for nothing.
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const me: Holder = { pid: process.pid, bornAt: birthOf(process.pid), url: null };
  while (!(await placed(path, me))) {
    const holder = await readHolder(path);
    if (holder !== undefined && isAlive(holder)) throw alreadyRunning(holder);
    await rm(path, { force: true });
  }
  return {
    announce: (url) => put(path, { ...me, url }),
    release: async () => {
      const holder = await readHolder(path);
      if (holder?.pid === me.pid && holder.bornAt === me.bornAt) await rm(path, { force: true });
    },
  };
}

/** Puts the lock in place whole or not at all; false when there is one already. */
async function placed(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function put(path: string, holder: Holder): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  await rename(draft, path);
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return Holder.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** A process id is used again in time; the moment of birth tells its bearers apart, where the system shows it. */
function isAlive({ pid, bornAt }: Holder): boolean {
  return isRunning(pid) && (bornAt === null || birthOf(pid) === bornAt);
}

function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function alreadyRunning({ pid, url }: Holder): StartRefusal {
  const where = url === null ? 'it is still starting' : `its desk is at ${url}`;
  const sentence = `A practice system is already running in this folder: process ${pid}, ${where}. Stop it first, or use it.`;
  return new StartRefusal('already-running', sentence);
}
