import type { MessageChannel } from '../../shared/contracts/correspondence.ts';
import { selectOne, selectRows } from '../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import type { CorrespondenceDeps } from './correspondence-deps.ts';
import type { NotifyOutcome } from './govuk-notify/client.ts';
import { FIRST_LOOK_MS, LOOK_FOR_LOST_MS } from './look-schedule.ts';
import { moveMessage } from './move-message.ts';

/** Handed over side by side; a document of each is held meanwhile. */
const AT_ONCE = 4;
/** Notify has no time, or its key is not right: nothing is lost by waiting. */
const BUSY_PAUSE_MS = 300_000;

interface Claimed {
  readonly id: number;
  readonly reference: string;
  readonly channel: MessageChannel;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly document_id: number | null;
}

/**
 * Hands whatever is waiting to Notify, oldest first. That a message is being sent is committed before the call; what
 * became of it is a second transaction. May run in every copy of the server at once: each message is claimed by one.
 */
export async function sendMessages(ctx: CommandContext, deps: CorrespondenceDeps): Promise<void> {
  for (;;) {
    const claimed = await runSystemChange(ctx, {}, claim);
    await Promise.all(claimed.map((message) => send(ctx, message, deps)));
    if (claimed.length < AT_ONCE) return;
  }
}

async function claim({ tx, now }: CommandScope): Promise<Claimed[]> {
  return selectRows<Claimed>(
    tx,
    `with due as (
       select message_id from message_progress where state = 'waiting' and due_at <= ?
       order by message_id limit ${AT_ONCE} for update skip locked),
     begun as (
       update message_progress set state = 'sending', state_since = ?::timestamptz, calls = calls + 1,
         due_at = ?::timestamptz + interval '${LOOK_FOR_LOST_MS} milliseconds'
       where message_id in (select message_id from due) returning message_id)
     select id, reference, channel, recipient, subject, body, document_id
     from message where id in (select message_id from begun) order by id`,
    [now.toISOString(), now.toISOString(), now.toISOString()],
  );
}

async function send(ctx: CommandContext, message: Claimed, deps: CorrespondenceDeps): Promise<void> {
  const outcome = await handOver(ctx, message, deps);
  await runSystemChange(ctx, {}, (scope) => record(scope, message.id, outcome));
  // Which message and how it went; nothing of what it says or to whom.
  deps.log.info({ messageId: message.id, channel: message.channel, outcome: outcome.kind }, 'message handed over');
}

async function handOver(
  ctx: CommandContext,
  message: Claimed,
  { notify }: CorrespondenceDeps,
): Promise<NotifyOutcome<{ readonly id: string }>> {
  const { reference, recipient: emailAddress, subject, body } = message;
  const file = message.document_id === null ? null : await readDocument(ctx, message.document_id);
  if (message.channel === 'email') return notify.sendEmail({ reference, emailAddress, subject, body, file });
  if (file === null) throw new Error('A letter has no document');
  return notify.sendLetter({ reference, pdf: file.bytes });
}

function readDocument(ctx: CommandContext, documentId: number): Promise<{ name: string; bytes: Buffer }> {
  return selectOne(ctx.em.fork(), 'select name, bytes from correspondence_document where id = ?', [documentId]);
}

async function record(
  scope: CommandScope,
  messageId: number,
  outcome: NotifyOutcome<{ readonly id: string }>,
): Promise<void> {
  const from = { messageId, from: 'sending' } as const;
  switch (outcome.kind) {
    case 'answered':
      await moveMessage(scope, { ...from, to: 'sent', notifyId: outcome.answer.id, dueInMs: FIRST_LOOK_MS });
      return;
    case 'refused':
      await moveMessage(scope, { ...from, to: 'refused', failure: outcome.code });
      return;
    case 'busy':
      await moveMessage(scope, { ...from, to: 'waiting', dueInMs: BUSY_PAUSE_MS });
      return;
    case 'unknown':
      await moveMessage(scope, { ...from, to: 'unknown', dueInMs: LOOK_FOR_LOST_MS });
  }
}
