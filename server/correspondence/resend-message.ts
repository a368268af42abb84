import type { MessageChannel, ResendMessage } from '../../shared/contracts/correspondence.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Jobs } from '../platform/jobs.ts';
import { selectRows } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { queueMessage, wakeSender } from './queue-message.ts';

interface Earlier {
  readonly id: number;
  readonly organisation_id: number;
  readonly kind: string;
  readonly about: string;
  readonly channel: MessageChannel;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly document_id: number | null;
  readonly state: string;
  readonly contact_email: string;
}

/** Until it is known what became of a message, a second one could be the one too many. */
const STILL_OPEN: ReadonlySet<string> = new Set(['waiting', 'sending', 'unknown']);

/**
 * Sends the same words and the same document again, as a new message that points at the old one. An e-mail goes to the
 * address that the organisation has now, since a wrong address is the usual reason.
 *
 * Refuses MESSAGE_NOT_FOUND, MESSAGE_STILL_OPEN while it is not handed over, and MESSAGE_SENT_AGAIN when it has been.
 */
export async function resendMessage(
  scope: CommandScope,
  input: ResendMessage,
  jobs: Pick<Jobs, 'enqueue'>,
): Promise<{ messageId: number }> {
  const [earlier] = await selectRows<Earlier>(
    scope.tx,
    `select message.id, message.organisation_id, message.kind, about, channel, recipient, subject, body, document_id,
       state, contact_email
     from message join message_progress on message_id = message.id
     join organisation on organisation.id = message.organisation_id
     where message.id = ? for update of message_progress`,
    [input.messageId],
  );
  if (earlier === undefined) throw new DomainError('MESSAGE_NOT_FOUND', { messageId: input.messageId });
  if (STILL_OPEN.has(earlier.state)) throw new DomainError('MESSAGE_STILL_OPEN', { messageId: earlier.id });
  const messageId = await queueAgain(scope, earlier);
  await wakeSender(scope.tx, jobs);
  return { messageId };
}

async function queueAgain(scope: CommandScope, earlier: Earlier): Promise<number> {
  const now = earlier.channel === 'email' && earlier.contact_email !== '' ? earlier.contact_email : earlier.recipient;
  try {
    return await queueMessage(scope, {
      ...{ organisationId: earlier.organisation_id, kind: earlier.kind, about: earlier.about },
      ...{ channel: earlier.channel, recipient: now, subject: earlier.subject, body: earlier.body },
      ...{ documentId: earlier.document_id, resendsMessageId: earlier.id },
    });
  } catch (error) {
    if (violatesUnique(error, 'message_resends_message_id_key')) {
      throw new DomainError('MESSAGE_SENT_AGAIN', { messageId: earlier.id }, { cause: error });
    }
    throw error;
  }
}
