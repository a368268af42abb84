import type { EntityManager } from '@mikro-orm/postgresql';
import { selectRows } from '../platform/rows.ts';

/** A document that was sent, byte for byte; undefined when there is none. */
export async function openDocument(
  em: EntityManager,
  documentId: number,
): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined> {
  const [document] = await selectRows<{ name: string; bytes: Buffer }>(
    em,
    'select name, bytes from correspondence_document where id = ?',
    [documentId],
  );
  return document;
}
