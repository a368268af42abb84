import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartRefusal } from './start-refusal.ts';

/** Where one practice system keeps what it keeps. */
export interface PracticeFolder {
  readonly root: string;
  readonly lock: string;
  readonly ports: string;
  readonly postgres: string;
  readonly payState: string;
  readonly notifyState: string;
  readonly signingKey: string;
  readonly desktop: string;
  readonly logs: string;
}

/** The names inside the folder; makes it, with its folder for logs. Refuses one that may not be written to. */
export async function openPracticeFolder(dir: string): Promise<PracticeFolder> {
  const root = resolve(dir);
  const logs = join(root, 'logs');
  try {
    await mkdir(logs, { recursive: true });
    await access(root, constants.W_OK);
    await access(logs, constants.W_OK);
  } catch (cause) {
    throw noPermission(root, cause);
  }
  return {
    root,
    logs,
    lock: join(root, 'running.json'),
    ports: join(root, 'ports.json'),
    postgres: join(root, 'postgres'),
    payState: join(root, 'govuk-pay.jsonl'),
    notifyState: join(root, 'notify.jsonl'),
    signingKey: join(root, 'identity-provider-key.json'),
    desktop: join(root, 'desktop'),
  };
}

/** Removes all that earlier runs kept. The caller holds the lock, which stays. */
export async function emptyPracticeFolder({ root, lock, logs }: PracticeFolder): Promise<void> {
  try {
    for (const name of await readdir(root)) {
      if (join(root, name) !== lock) await rm(join(root, name), { recursive: true, force: true });
    }
    await mkdir(logs);
  } catch (cause) {
    throw noPermission(root, cause);
  }
}

/** The refusal that a fault of the file system means, or the fault itself when it means something else. */
export function noPermission(root: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return cause;
  const sentence = `There is no permission to write in ${root}; it may belong to another user.`;
  return new StartRefusal('no-write-permission', sentence, { cause });
}
