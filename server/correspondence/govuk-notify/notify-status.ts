import type { MessageState } from '../../../shared/contracts/correspondence.ts';

/**
 * Notify's statuses, of e-mails and of letters, that say how it ended. Any other means that it is still on its way.
 * A letter is `received` when the printer has posted it.
 */
const ENDINGS: Readonly<Record<string, Extract<MessageState, 'delivered' | 'bounced' | 'not-delivered' | 'failed'>>> = {
  delivered: 'delivered',
  received: 'delivered',
  'permanent-failure': 'bounced',
  'temporary-failure': 'not-delivered',
  'technical-failure': 'failed',
  'validation-failed': 'failed',
  'virus-scan-failed': 'failed',
  cancelled: 'failed',
};

/** The state in which a message with that status at Notify has ended; undefined while it has not. */
export function endingOf(status: string): (typeof ENDINGS)[string] | undefined {
  return ENDINGS[status];
}
