import { runSystemChange, type CommandContext } from './run-command.ts';
import { write } from './rows.ts';

/**
 * Counts the large tables anew, as the database does by itself within minutes. Called between the batches of work that
 * fills them: every key that is checked is otherwise looked up as it was planned when its table was nearly empty, by
 * reading all of it.
 */
export async function freshenStatistics(ctx: CommandContext): Promise<void> {
  await runSystemChange(ctx, {}, ({ tx }) => write(tx, 'select freshen_statistics()'));
}
