import type { CommandContext } from './run-command.ts';
import { runSystemChange } from './run-command.ts';
import { write } from './rows.ts';

export const HOUSEKEEPING_QUEUE = 'platform.housekeeping';

const MONTHS_AHEAD = 6;
const COMMAND_RECORD_DAYS = 30;
const MOST_AT_ONCE = 5_000;

/**
 * Once a night: makes the month partitions that the coming half year needs, and forgets command ids that nobody can
 * still be retrying.
 */
export async function keepHouse(ctx: CommandContext): Promise<void> {
  await runSystemChange(ctx, {}, async ({ tx, now }) => {
    const day = now.toISOString().slice(0, 10);
    for (const table of ['audit_event', 'posting']) {
      await write(tx, 'select keep_month_partitions(?::regclass, ?::date, ?)', [table, day, MONTHS_AHEAD]);
    }
    const oldest = new Date(now.getTime() - COMMAND_RECORD_DAYS * 86_400_000).toISOString();
    await write(
      tx,
      `delete from command_record where (actor, command_id) in (
         select actor, command_id from command_record where recorded_at < ? limit ?)`,
      [oldest, MOST_AT_ONCE],
    );
  });
}
