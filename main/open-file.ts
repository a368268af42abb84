import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gateway } from './gateway.ts';
import { fetchFile } from './save-file.ts';

/** Shows a file in the person's own program for it; answers what went wrong in words, or nothing. */
export type ShowFile = (path: string) => Promise<string>;

/**
 * Fetches one of the server's files as the person signed in and shows it. It is kept in `folder`, which holds what was
 * shown last and nothing older: a file that its program still has open is let be. Rejects when it cannot be shown.
 */
export async function openFile(
  gateway: Gateway,
  folder: string,
  show: ShowFile,
  file: { fileId: string; name: string },
): Promise<void> {
  await forgetOpenedFiles(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, file.name);
  await fetchFile(gateway, file.fileId, path);
  if ((await show(path)) !== '') throw new Error('No program shows this file.');
}

/** Removes what was shown before. */
export async function forgetOpenedFiles(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}
