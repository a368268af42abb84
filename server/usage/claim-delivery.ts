import { selectRows } from '../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../platform/run-command.ts';
import { copyIsAlive } from '../platform/server-copy.ts';

/** A file that this copy of the server has taken on to read. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly name: string;
  readonly fileId: string;
  /** When the file was received, as PostgreSQL writes it. */
  readonly receivedAt: string;
  /** The copy of the server that reads it. */
  readonly copyId: number;
}

interface Row {
  readonly delivery_id: number;
  readonly name: string;
  readonly file_id: string;
  readonly received_at: string;
}

/**
 * Takes on the oldest file that waits to be read, or whose reader died: a copy that is gone, or this one, which reads
 * one file at a time and so is not reading it now. Whatever was written of it then was rolled back, so it is read from
 * its beginning.
 */
export async function claimDelivery(ctx: CommandContext, copyId: number): Promise<ClaimedDelivery | undefined> {
  return runSystemChange(ctx, {}, async ({ tx, now }) => {
    const [row] = await selectRows<Row>(
      tx,
      `with claimed as (
         update usage_delivery_progress set state = 'reading', state_since = ?, read_by_copy = ?, bytes_read = 0,
           row_count = 0
         where delivery_id = (
           select delivery_id from usage_delivery_progress where state = 'received' or state = 'reading'
             and (read_by_copy is null or read_by_copy = ? or not ${copyIsAlive('read_by_copy')})
           order by delivery_id limit 1 for update skip locked)
         returning delivery_id)
       select delivery_id, name, file_id, to_json(received_at) #>> '{}' as received_at
       from claimed join usage_delivery on usage_delivery.id = delivery_id`,
      [now.toISOString(), copyId, copyId],
    );
    if (row === undefined) return undefined;
    return { id: row.delivery_id, name: row.name, fileId: row.file_id, receivedAt: row.received_at, copyId };
  });
}
