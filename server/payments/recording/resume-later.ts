import type { CommandScope } from '../../platform/run-command.ts';
import { write } from '../../platform/rows.ts';

/**
 * Makes the pause that stands for an attempt due to be resumed, in the transaction that ends what it was for; the
 * watcher asks the telephone system. One whose answer is still awaited is left to whoever records that answer. Where a
 * team leader let the payment go on without a pause, there is nothing to resume.
 *
 * @param because why, in a word for the audit trail: the state the attempt ended in, or what became of its card page.
 */
export async function resumeLater(scope: CommandScope, attemptId: string, because: string): Promise<void> {
  const now = scope.now.toISOString();
  await write(
    scope.tx,
    `update recording_pause set resume_state = case when pause_state = 'overridden' then 'not-needed' else 'due' end,
       resume_due_at = case when pause_state = 'overridden' then null else ?::timestamptz end,
       resume_because = case when pause_state = 'overridden' then null else ? end,
       next_try_at = case when pause_state = 'overridden' then null else ?::timestamptz end
     where card_payment_id = ? and resume_state = 'not-due' and pause_state <> 'asked'`,
    [now, because, now, attemptId],
  );
}
