import type { EntityManager } from '@mikro-orm/postgresql';
import { selectRows } from '../platform/rows.ts';

/** Pay ends an unfinished payment after 90 minutes, its own sweep a little later; beyond this somebody must look. */
export const LONGEST_UNFINISHED_MINUTES = 195;

/**
 * Attempts that hold lines or are unanswered for longer than anything can take (I13). Each is in doubt and needs a
 * person; the list is empty in good times.
 */
export async function findOverdueAttempts(
  em: EntityManager,
  now: Date,
): Promise<{ reference: string; state: string }[]> {
  return selectRows<{ reference: string; state: string }>(
    em,
    `select reference, state from card_payment where started_at < ?
       and state in ('sending', 'create-unknown', 'orphan-found', 'awaiting-card', 'card-entry', 'to-confirm',
         'cancelling', 'outcome-unknown')`,
    [new Date(now.getTime() - LONGEST_UNFINISHED_MINUTES * 60_000).toISOString()],
  );
}
