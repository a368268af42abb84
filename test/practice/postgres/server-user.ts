import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as; undefined means the user we are already. */
export type ServerUser = { uid: number; gid: number } | undefined;

const NOBODY = { uid: 65534, gid: 65534 };

/**
 * PostgreSQL refuses to run as root. Root therefore drops to whoever owns the data folder already, else to `postgres`,
 * else to `nobody`; anyone else stays who they are.
 */
export async function serverUser(dir: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await named('postgres')) ?? (await named('nobody')) ?? NOBODY;
}

async function named(name: string): Promise<ServerUser> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
