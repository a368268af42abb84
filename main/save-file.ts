import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Gateway } from './gateway.ts';
import { PAGE_ADDRESS } from './page-address.ts';

/** Asks the person where to keep a file; undefined when they would rather not. */
export type AskWhere = (name: string) => Promise<string | undefined>;

/**
 * Fetches one of the server's files as the person signed in and writes it where they say. It appears under its name
 * only when it is whole. Rejects when the server does not give it.
 */
export async function saveFile(
  gateway: Gateway,
  askWhere: AskWhere,
  file: { fileId: string; name: string },
): Promise<{ saved: boolean }> {
  const path = await askWhere(file.name);
  if (path === undefined) return { saved: false };
  await fetchFile(gateway, file.fileId, path);
  return { saved: true };
}

/** Fetches one of the server's files as the person signed in. It appears at the path only when it is whole. */
export async function fetchFile(gateway: Gateway, fileId: string, path: string): Promise<void> {
  const answer = await gateway(new Request(new URL(`files/${fileId}`, PAGE_ADDRESS)));
  if (!answer.ok || !answer.body) throw new Error(`The file was not given: ${answer.status}`);
  const partial = `${path}.partial`;
  try {
    await pipeline(Readable.from(answer.body), createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
