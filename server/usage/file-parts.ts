import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { selectRows, write } from '../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../platform/run-command.ts';
import { actorKey, type Actor } from '../platform/actor.ts';
import type { Tx } from '../platform/transaction.ts';

/** One part of a file on its way in, counted from 0. All but the last are of the same size. */
export interface FilePart {
  readonly fileId: string;
  readonly part: number;
  readonly bytes: Buffer;
}

/** Some hundred rows. The driver holds a piece about five times over while it reads it. */
const PIECE_BYTES = 64 * 1024;
const ABANDONED_AFTER_MS = 86_400_000;
const MOST_DISCARDED_AT_ONCE = 20;

/**
 * Keeps one part of a file. Sent again it is kept once, so that a page whose connection broke sends on from there.
 * False when the file is somebody else's or has been delivered already.
 */
export async function keepFilePart(ctx: CommandContext, { fileId, part, bytes }: FilePart): Promise<boolean> {
  return runSystemChange(ctx, {}, async ({ tx, actor, now }) => {
    if (!(await mayAddTo(tx, fileId, actor))) return false;
    await write(
      tx,
      `insert into usage_file_part (file_id, part, bytes, sent_by, recorded_at) values (?, ?, ?, ?, ?)
       on conflict (file_id, part) do nothing`,
      [fileId, part, bytes, actorKey(actor), now.toISOString()],
    );
    return true;
  });
}

async function mayAddTo(tx: Tx, fileId: string, actor: Actor): Promise<boolean> {
  const others = await selectRows(
    tx,
    `select 1 as found from usage_file_part where file_id = ? and sent_by <> ?
     union all select 1 from usage_delivery where file_id = ? limit 1`,
    [fileId, actorKey(actor), fileId],
  );
  return others.length === 0;
}

/** The bytes of a file in order, a piece at a time: never more than one piece of one part is held. */
export async function* readFileParts(em: EntityManager, fileId: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    for (let at = 0; ; at += PIECE_BYTES) {
      const [row] = await selectRows<{ piece: Buffer }>(
        em,
        `select substring(bytes from ?::int for ${PIECE_BYTES}) as piece from usage_file_part
         where file_id = ? and part = ?`,
        [at + 1, fileId, part],
      );
      if (row === undefined) return;
      if (row.piece.length > 0) yield row.piece;
      if (row.piece.length < PIECE_BYTES) break;
    }
  }
}

/** What a file that was sent in parts comes to, when every part is there and this actor sent it; undefined otherwise. */
export async function weighFile(
  tx: Tx,
  file: { readonly fileId: string; readonly partCount: number; readonly byteCount: number },
  actor: Actor,
): Promise<{ readonly sha256: Buffer } | undefined> {
  const [kept] = await selectRows<{ parts: number; bytes: number }>(
    tx,
    `select count(*)::int as parts, coalesce(sum(length(bytes)), 0)::bigint as bytes from usage_file_part
     where file_id = ? and sent_by = ? and part < ?`,
    [file.fileId, actorKey(actor), file.partCount],
  );
  if (kept?.parts !== file.partCount || kept.bytes !== file.byteCount) return undefined;
  const hash = createHash('sha256');
  for await (const bytes of readFileParts(tx, file.fileId)) hash.update(bytes);
  return { sha256: hash.digest() };
}

/** Drops the parts of a file that is not kept. The database refuses it for the original of a delivery. */
export async function discardFile(tx: Tx, fileId: string): Promise<void> {
  await write(tx, 'select discard_usage_file(?)', [fileId]);
}

/** Drops uploads that were begun and never ended, a day later. */
export async function discardAbandonedFiles(ctx: CommandContext): Promise<void> {
  await runSystemChange(ctx, {}, async ({ tx, now }) => {
    const before = new Date(now.getTime() - ABANDONED_AFTER_MS).toISOString();
    const files = await selectRows<{ file_id: string }>(
      tx,
      `select distinct file_id from usage_file_part part where recorded_at < ?
         and not exists (select from usage_delivery where usage_delivery.file_id = part.file_id)
       limit ${MOST_DISCARDED_AT_ONCE}`,
      [before],
    );
    for (const { file_id: fileId } of files) await discardFile(tx, fileId);
  });
}
