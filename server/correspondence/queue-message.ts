import type { MessageChannel } from '../../shared/contracts/correspondence.ts';
import { recordAudit } from '../audit/index.ts';
import type { Jobs } from '../platform/jobs.ts';
import { selectOne } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';

export const SEND_MESSAGES_QUEUE = 'correspondence.send';

export interface NewMessage {
  readonly organisationId: number;
  /** What kind of message, in the words of whoever causes it: `invoice`, `reminder`. */
  readonly kind: string;
  /** What it is about, as the audit trail names subjects. */
  readonly about: string;
  readonly channel: MessageChannel;
  /** An e-mail address, or the lines of a postal address. */
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** Of `keepDocument`. A letter is its document; with an e-mail it goes as a link. */
  readonly documentId: number | null;
  readonly resendsMessageId?: number;
}

/**
 * Writes a message into the outbox, in the transaction that causes it: it is sent exactly when that change happens.
 * Whoever queues some calls `wakeSender` once.
 */
export async function queueMessage(scope: CommandScope, message: NewMessage): Promise<number> {
  const { tx, actor, now } = scope;
  const { id } = await selectOne<{ id: number }>(
    tx,
    `insert into message (organisation_id, kind, about, channel, recipient, subject, body, document_id,
       resends_message_id, asked_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[message.organisationId, message.kind, message.about, message.channel, message.recipient, message.subject],
      ...[message.body, message.documentId, message.resendsMessageId ?? null],
      ...[actor.kind === 'system' ? null : actor.staffId, now.toISOString()],
    ],
  );
  await recordAudit(scope, {
    kind: message.resendsMessageId === undefined ? 'message.queued' : 'message.queued-again',
    subject: message.about,
    organisationId: message.organisationId,
    facts: { messageId: id, subject: message.subject, channel: message.channel },
  });
  return id;
}

/** Has what was queued sent as soon as `tx` commits. */
export async function wakeSender(tx: Tx, jobs: Pick<Jobs, 'enqueue'>): Promise<void> {
  await jobs.enqueue(tx, SEND_MESSAGES_QUEUE, {}, { singletonKey: 'send' });
}
