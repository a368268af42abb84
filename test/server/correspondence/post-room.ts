import { createHash, randomUUID } from 'node:crypto';
import {
  createNotifyClient,
  followMessages,
  keepDocument,
  queueMessage,
  sendMessages,
  type CorrespondenceDeps,
  type NewMessage,
} from '../../../server/correspondence/index.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import type { Pace } from '../../practice/notify/sent-message.ts';
import { startNotify, type Notify } from '../../practice/notify/start-notify.ts';
import { openBooks, type Books } from '../../support/books.ts';

const API_KEY = 'tests-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222';
const TEMPLATES = { email: randomUUID(), emailWithFile: randomUUID() };
export const PACE: Pace = { emailMs: 5_000, letterMs: 30_000 };

/** Books with a post room: the stand-in for GOV.UK Notify over real HTTP, and what this side logged. */
export interface PostRoom {
  readonly books: Books;
  readonly notify: Notify;
  readonly deps: CorrespondenceDeps;
  logText(): string;
  /** Queues an e-mail without a file, unless told otherwise; answers its id. */
  queue(organisation: string, changes?: Partial<NewMessage>): Promise<number>;
  keep(bytes: Buffer): Promise<number>;
  /** Does all the work that is due now. */
  work(): Promise<void>;
  /** Lets time pass here and at Notify. */
  pass(minutes: number): void;
  stateOf(messageId: number): Promise<string>;
  close(): Promise<void>;
}

export async function openPostRoom(given?: Books): Promise<PostRoom> {
  const books = given ?? (await openBooks());
  const notify = await startNotify({ apiKey: API_KEY, templates: TEMPLATES, pace: PACE });
  let lines = '';
  const log = createLogger('debug', { write: (line) => void (lines += line) });
  const client = createNotifyClient({ apiUrl: notify.url, apiKey: API_KEY, templates: TEMPLATES, timeoutMs: 5_000 });
  const deps: CorrespondenceDeps = { notify: client, log };
  const { system } = books;
  return {
    books,
    notify,
    deps,
    logText: () => lines,
    queue: async (organisation, changes = {}) => {
      const [row] = await books.rows<{ id: number }>('select id from organisation where reference = ?', [organisation]);
      const message: NewMessage = {
        organisationId: row?.id ?? 0,
        ...{
          kind: 'letter-of-tests',
          about: `test:${randomUUID()}`,
          channel: 'email',
          recipient: 'accounts@example.com',
        },
        ...{ subject: 'Hello', body: 'Some words.', documentId: null },
        ...changes,
      };
      return runSystemChange(system, {}, (scope) => queueMessage(scope, message));
    },
    keep: (bytes) =>
      runSystemChange(system, {}, (scope) => keepDocument(scope, { name: 'Letter.pdf', bytes, pageCount: 1 })),
    work: async () => {
      await sendMessages(system, deps);
      await followMessages(system, deps);
    },
    pass: (minutes) => {
      books.clock.advance({ minutes });
      notify.advance(minutes * 60_000);
    },
    stateOf: async (messageId) => {
      const [row] = await books.rows<{ state: string }>('select state from message_progress where message_id = ?', [
        messageId,
      ]);
      return row?.state ?? 'none';
    },
    close: async () => {
      await notify.close();
      if (given === undefined) await books.close();
    },
  };
}

/** Something that Notify takes for a PDF. */
export function aPdf(pages = 1): Buffer {
  return Buffer.from(`%PDF-1.7 ${randomUUID()}${' /Type /Page '.repeat(pages)}`);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
