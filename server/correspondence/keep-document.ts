import { createHash } from 'node:crypto';
import { selectOne, selectRows } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';

export interface NewDocument {
  /** The name under which it is saved: `Invoice LP26000123K.pdf`. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly pageCount: number;
}

/** Keeps a document for ever, once however often it is sent, and answers its id. */
export async function keepDocument({ tx, now }: CommandScope, document: NewDocument): Promise<number> {
  const hash = createHash('sha256').update(document.bytes).digest();
  const [kept] = await selectRows<{ id: number }>(
    tx,
    `insert into correspondence_document (sha256, name, page_count, bytes, kept_at) values (?, ?, ?, ?, ?)
     on conflict (sha256) do nothing returning id`,
    [hash, document.name, document.pageCount, document.bytes, now.toISOString()],
  );
  if (kept !== undefined) return kept.id;
  return (await selectOne<{ id: number }>(tx, 'select id from correspondence_document where sha256 = ?', [hash])).id;
}
