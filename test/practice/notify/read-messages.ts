import { json, refusal, type Answer } from './answer.ts';
import type { NotifyContext } from './notify-context.ts';
import { statusAt, type SentMessage } from './sent-message.ts';

const PAGE_SIZE = 250;

/** `GET /v2/notifications/<id>`. */
export function readMessage(context: NotifyContext, id: string): Answer {
  const message = context.store.find(id);
  return message === undefined
    ? refusal(404, 'NoResultFound', 'No result found')
    : json(200, present(context, message));
}

/** `GET /v2/notifications`: newest first, by reference, kind and status. */
export function listMessages(context: NotifyContext, query: URLSearchParams): Answer {
  const asked = (name: string): string | undefined => query.get(name) ?? undefined;
  const [reference, type] = [asked('reference'), asked('template_type')];
  const [status, olderThan] = [asked('status'), asked('older_than')];
  const newestFirst = context.store.all().toReversed();
  const from = olderThan === undefined ? 0 : newestFirst.findIndex(({ id }) => id === olderThan) + 1;
  const found = newestFirst
    .slice(from)
    .filter((message) => reference === undefined || message.reference === reference)
    .filter((message) => type === undefined || message.type === type)
    .map((message) => present(context, message))
    .filter((shown) => status === undefined || shown.status === status)
    .slice(0, PAGE_SIZE);
  return json(200, { notifications: found, links: { current: `${context.url}/v2/notifications?${query.toString()}` } });
}

function present({ now, pace }: NotifyContext, message: SentMessage) {
  const status = statusAt(message, now(), pace);
  const createdAt = new Date(message.createdAt).toISOString();
  return {
    ...{ id: message.id, reference: message.reference, type: message.type, status, email_address: message.to },
    ...{ subject: message.subject, body: message.body, created_at: createdAt, sent_at: createdAt },
    ...{ completed_at: null, is_cost_data_ready: true },
  };
}
