import type { EntityManager } from '@mikro-orm/postgresql';
import { selectRows, write } from './rows.ts';
import type { CommandScope } from './run-command.ts';

/** Files of lists are for whoever asked for them, for so long. */
const KEPT_MINUTES = 10;

/** What somebody asked to have as a file: which list, and the filters in force. */
export interface ListExport {
  readonly list: string;
  readonly asked: unknown;
}

/**
 * Keeps what a list is asked as a file for, under an id that says nothing of it: a filter may name what no address
 * should hold.
 */
export async function keepListExport(
  { tx, actor, now }: CommandScope,
  fileId: string,
  { list, asked }: ListExport,
): Promise<void> {
  if (actor.kind === 'system') throw new Error('Lists are saved by people');
  await write(tx, 'insert into list_export (file_id, list, asked, staff_id, asked_at) values (?, ?, ?::jsonb, ?, ?)', [
    fileId,
    list,
    JSON.stringify(asked),
    actor.staffId,
    now.toISOString(),
  ]);
}

/** What was asked for under that id, by the same person, not long ago; undefined otherwise. */
export async function findListExport(
  em: EntityManager,
  fileId: string,
  reader: { readonly staffId: number; readonly now: Date },
): Promise<ListExport | undefined> {
  const since = new Date(reader.now.getTime() - KEPT_MINUTES * 60_000).toISOString();
  const [found] = await selectRows<ListExport>(
    em,
    'select list, asked from list_export where file_id = ? and staff_id = ? and asked_at > ?',
    [fileId, reader.staffId, since],
  );
  return found;
}
