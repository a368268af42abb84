import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { FILE_PART_BYTES, FileName, MOST_FILE_BYTES } from '../../shared/contracts/usage.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/logger.ts';
import { runSystemChange, type CommandContext } from '../platform/run-command.ts';
import type { SystemActor } from '../platform/actor.ts';
import { deliverFile } from './deliver-file.ts';
import { keepFilePart } from './file-parts.ts';

export const USAGE_FOLDER_QUEUE = 'usage.folder';

/** Who delivers what is found in the folder. */
const WATCHER: SystemActor = { kind: 'system', name: 'Watched folder' };

/** Into these folders beside the files goes what was taken, and what cannot be a file of registrations at all. */
const TAKEN = 'taken';
const NOT_TAKEN = 'not-taken';
/** A file that changed less than this ago may still be on its way in. */
const SETTLED_AFTER_MS = 10_000;

export interface WatchDeps {
  readonly jobs: Jobs;
  readonly log: Logger;
}

/**
 * Takes each file of the folder once: it is kept as an upload is, delivered, and moved to `taken`. Killed between the
 * two, the next look finds it again, recognises it by its hash, and moves it. Files whose names end in anything but
 * `.csv` are left alone, so that a file can be written under another name and renamed when it is whole.
 */
export async function lookIntoFolder(ctx: CommandContext, folder: string, deps: WatchDeps): Promise<void> {
  for (const name of await tablesIn(folder, deps.log)) {
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    if (ctx.clock.now().getTime() - mtimeMs < SETTLED_AFTER_MS) continue;
    const taken = await takeFile({ ...ctx, actor: WATCHER }, { path, name, size }, deps);
    // The name can be anything, so it stays out of the log.
    if (!taken) deps.log.warn({ size }, 'A file of the watched folder cannot be taken');
    await setAside(path, join(folder, taken ? TAKEN : NOT_TAKEN));
  }
}

/** A folder that is not there is told once a minute; trying harder would not bring it back. */
async function tablesIn(folder: string, log: Logger): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const tables = entries.filter((entry) => entry.isFile() && /\.csv$/i.test(entry.name));
    return tables.map(({ name }) => name).toSorted();
  } catch (error) {
    log.error({ err: error }, 'The watched folder cannot be read');
    return [];
  }
}

async function takeFile(
  ctx: CommandContext,
  file: { readonly path: string; readonly name: string; readonly size: number },
  { jobs }: WatchDeps,
): Promise<boolean> {
  const name = FileName.safeParse(file.name);
  if (!name.success || file.size === 0 || file.size > MOST_FILE_BYTES || containsCardNumber(name.data)) return false;
  const fileId = randomUUID();
  const hash = createHash('sha256');
  let [part, byteCount] = [0, 0];
  for await (const bytes of inParts(file.path)) {
    hash.update(bytes);
    await keepFilePart(ctx, { fileId, part, bytes });
    part += 1;
    byteCount += bytes.length;
  }
  const whole = { fileId, name: name.data, channel: 'folder' as const, sha256: hash.digest(), byteCount };
  await runSystemChange(ctx, whole, (scope, input) => deliverFile(scope, input, jobs));
  return true;
}

/** The file in parts of the usual size, whatever pieces the disk gives. */
async function* inParts(path: string): AsyncGenerator<Buffer> {
  for await (const bytes of createReadStream(path, { highWaterMark: FILE_PART_BYTES })) {
    if (Buffer.isBuffer(bytes)) yield bytes;
  }
}

/** A name that is there already gets a number before it, so that no earlier file is lost. */
async function setAside(path: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = new Set(await readdir(folder));
  const name = basename(path);
  let free = name;
  for (let n = 2; there.has(free); n += 1) free = `${n}-${name}`;
  await rename(path, join(folder, free));
}
