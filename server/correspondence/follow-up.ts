import { selectRows, write } from '../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import type { CorrespondenceDeps } from './correspondence-deps.ts';
import { endingOf } from './govuk-notify/notify-status.ts';
import { FIRST_LOOK_MS, LOOK_FOR_LOST_MS, nextLookMs } from './look-schedule.ts';
import { moveMessage } from './move-message.ts';

export const FOLLOW_MESSAGES_QUEUE = 'correspondence.follow-up';

const AT_ONCE = 4;
const MOST_IN_ONE_GO = 2_000;

interface Due {
  readonly id: number;
  readonly reference: string;
  readonly state: 'unknown' | 'sent';
  readonly notify_id: string | null;
  readonly looks: number;
}

/**
 * Finds out what became of what was handed over, as far as a look is due: what a copy of the server died over counts as
 * unanswered; what is unanswered is looked for at Notify by its reference, and only what is not there is sent again; what
 * Notify has is followed to its end.
 */
export async function followMessages(ctx: CommandContext, deps: CorrespondenceDeps): Promise<void> {
  await runSystemChange(ctx, {}, giveUpOnDeadSenders);
  for (let done = 0; done < MOST_IN_ONE_GO; done += AT_ONCE) {
    const due = await runSystemChange(ctx, {}, claimDue);
    await Promise.all(due.map((message) => look(ctx, message, deps)));
    if (due.length < AT_ONCE) return;
  }
}

async function giveUpOnDeadSenders({ tx, now }: CommandScope): Promise<void> {
  await write(
    tx,
    `update message_progress set state = 'unknown', state_since = ?, due_at = ? where state = 'sending' and due_at <= ?`,
    [now.toISOString(), now.toISOString(), now.toISOString()],
  );
}

/** Claimed by putting the next look off, so that two copies do not ask the same. */
async function claimDue({ tx, now }: CommandScope): Promise<Due[]> {
  const at = now.toISOString();
  return selectRows<Due>(
    tx,
    `with due as (
       select message_id from message_progress where state in ('unknown', 'sent') and due_at <= ?
       order by due_at limit ${AT_ONCE} for update skip locked)
     update message_progress progress set looks = progress.looks + 1, due_at = ?::timestamptz + interval '1 minute'
     from due, message where progress.message_id = due.message_id and message.id = due.message_id
     returning message.id, reference, state, notify_id, looks`,
    [at, at],
  );
}

async function look(ctx: CommandContext, message: Due, deps: CorrespondenceDeps): Promise<void> {
  if (message.state === 'unknown') await lookForLost(ctx, message, deps);
  else await lookAtSent(ctx, message, deps);
}

async function lookForLost(ctx: CommandContext, { id, reference }: Due, deps: CorrespondenceDeps): Promise<void> {
  const found = await deps.notify.findByReference(reference);
  if (found.kind !== 'answered') return putOff(ctx, id, LOOK_FOR_LOST_MS);
  const [first] = found.answer.notifications;
  await runSystemChange(ctx, {}, (scope) =>
    first === undefined
      ? moveMessage(scope, { messageId: id, from: 'unknown', to: 'waiting', dueInMs: 0 })
      : moveMessage(scope, { messageId: id, from: 'unknown', to: 'sent', notifyId: first.id, dueInMs: FIRST_LOOK_MS }),
  );
  deps.log.info({ messageId: id, found: first !== undefined }, 'unanswered message looked for');
}

async function lookAtSent(ctx: CommandContext, { id, notify_id, looks }: Due, deps: CorrespondenceDeps): Promise<void> {
  if (notify_id === null) throw new Error('A sent message has no id at Notify');
  const read = await deps.notify.read(notify_id);
  const ending = read.kind === 'answered' ? endingOf(read.answer.status) : undefined;
  if (ending === undefined || read.kind !== 'answered') return putOff(ctx, id, nextLookMs(looks));
  const failure = ending === 'delivered' ? {} : { failure: read.answer.status };
  await runSystemChange(ctx, {}, (scope) =>
    moveMessage(scope, { messageId: id, from: 'sent', to: ending, ...failure }),
  );
}

async function putOff(ctx: CommandContext, messageId: number, ms: number): Promise<void> {
  await runSystemChange(ctx, {}, ({ tx, now }) =>
    write(tx, 'update message_progress set due_at = ? where message_id = ? and due_at is not null', [
      new Date(now.getTime() + ms).toISOString(),
      messageId,
    ]),
  );
}
