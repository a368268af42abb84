import type { MessageChannel, MessageState } from '../../shared/contracts/correspondence.ts';
import { recordAudit } from '../audit/index.ts';
import { selectRows, type SqlValue } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';

export interface MessageMove {
  readonly messageId: number;
  readonly from: MessageState;
  readonly to: MessageState;
  readonly notifyId?: string;
  readonly failure?: string;
  /** When it is to be looked at next; not for where it has ended. */
  readonly dueInMs?: number;
}

const FAILED: ReadonlySet<MessageState> = new Set(['bounced', 'not-delivered', 'failed', 'refused']);

/**
 * Moves a message on if it is still where the caller saw it; false when somebody else has moved it. The database
 * refuses a move that the state table does not have. What did not arrive stands in the audit trail.
 */
export async function moveMessage(scope: CommandScope, move: MessageMove): Promise<boolean> {
  const { tx, now } = scope;
  const sets = ['state = ?', 'state_since = ?', 'due_at = ?', 'looks = 0'];
  const due = move.dueInMs === undefined ? null : new Date(now.getTime() + move.dueInMs).toISOString();
  const values: SqlValue[] = [move.to, now.toISOString(), due];
  if (move.notifyId !== undefined) {
    sets.push('notify_id = ?', 'sent_at = ?');
    values.push(move.notifyId, now.toISOString());
  }
  if (move.failure !== undefined) {
    sets.push('failure = ?');
    values.push(move.failure);
  }
  const moved = await selectRows<{ message_id: number }>(
    tx,
    `update message_progress set ${sets.join(', ')} where message_id = ? and state = ? returning message_id`,
    [...values, move.messageId, move.from],
  );
  if (moved.length === 0) return false;
  if (FAILED.has(move.to)) await recordFailure(scope, move);
  return true;
}

async function recordFailure(scope: CommandScope, { messageId, to, failure }: MessageMove): Promise<void> {
  const [message] = await selectRows<{ about: string; subject: string; organisation: number; channel: MessageChannel }>(
    scope.tx,
    'select about, subject, organisation_id as organisation, channel from message where id = ?',
    [messageId],
  );
  if (message === undefined) return;
  await recordAudit(scope, {
    kind: 'message.not-delivered',
    subject: message.about,
    organisationId: message.organisation,
    facts: { messageId, subject: message.subject, channel: message.channel, state: to, reason: failure ?? to },
  });
}
