import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { selectRows } from '../platform/rows.ts';
import { readFileParts } from './file-parts.ts';

/** The original of a delivery, byte for byte as it came; undefined when none is kept. */
export async function openOriginal(
  em: EntityManager,
  fileId: string,
): Promise<{ readonly name: string; readonly byteCount: number; readonly bytes: Readable } | undefined> {
  const [file] = await selectRows<{ name: string; byte_count: number }>(
    em,
    `select name, byte_count from usage_delivery where file_id = ?
       and exists (select from usage_file_part part where part.file_id = usage_delivery.file_id)`,
    [fileId],
  );
  if (file === undefined) return undefined;
  return { name: file.name, byteCount: file.byte_count, bytes: Readable.from(readFileParts(em, fileId)) };
}
