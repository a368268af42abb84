import type { Instant } from '../../shared/instant.ts';
import { SYSTEM } from '../platform/actor.ts';
import { DomainError } from '../platform/domain-error.ts';
import { runSystemChange, type CommandContext } from '../platform/run-command.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';

export type AsAtContext = Pick<CommandContext, 'em' | 'clock' | 'requestId'>;

/**
 * Makes the books up to `at` final, so that what is then read of them by `journal.posted_at <= at` is the same for ever.
 *
 * A moment that was answered for before is final already. Otherwise the mark is raised, once whoever is writing a
 * journal has finished: what they write is in the answer, and what is written later is dated after it. Refuses
 * BOOKS_NOT_THERE_YET for a moment still to come, and SYSTEM_BUSY when somebody goes on writing for too long.
 */
export async function answerFor(ctx: AsAtContext, at: Instant): Promise<void> {
  if (new Date(at).getTime() > ctx.clock.now().getTime()) throw new DomainError('BOOKS_NOT_THERE_YET');
  const { is_final } = await selectOne<{ is_final: boolean }>(
    ctx.em,
    'select up_to >= ?::timestamptz as is_final from books_answered',
    [at],
  );
  if (is_final) return;
  await runSystemChange({ ...ctx, actor: SYSTEM }, at, async ({ tx }) => {
    await selectRows(tx, 'select pg_advisory_xact_lock(281128)');
    await write(tx, 'update books_answered set up_to = ?::timestamptz where up_to < ?::timestamptz', [at, at]);
  });
}
