import { randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createHttp } from '../../../server/http.ts';
import { openSession } from '../../../server/access/index.ts';
import { startLive } from '../../../server/platform/live.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createPeopleAtWork } from '../../../server/platform/people-at-work.ts';
import { createRequestContexts } from '../../../server/request-context.ts';
import type { Role } from '../../../shared/permissions.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { noPayments } from './no-payments.ts';

/** The whole HTTP side over real books, called in-process, with what it logged. */
export interface HttpUnderTest {
  readonly books: Books;
  readonly app: FastifyInstance;
  /** Lines logged since `forgetLog`, parsed. */
  log(): Record<string, unknown>[];
  /** The same lines as they were written. */
  logText(): string;
  forgetLog(): void;
  /** Signs a new member of staff in; answers the header their calls carry. */
  signIn(...roles: Role[]): Promise<{ readonly authorization: string }>;
  call(options: InjectOptions): Promise<Answer>;
  query(path: string, input: unknown, headers?: Record<string, string>): Promise<Answer>;
  mutate(path: string, input: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

/** Access tokens of these tests are `token-of-<subject>`. */
export const readTestToken = async (token: string): Promise<string | undefined> =>
  token.startsWith('token-of-') ? token.slice('token-of-'.length) : undefined;

/** The office as these tests' invoices have it. */
export const TEST_SENDER = {
  name: 'Office of the Public Guardian',
  postalAddress: ['PO Box 1', 'Testford', 'ZZ1 1ZZ'],
  paymentPhone: '01632 960000',
  bank: { accountName: 'OPG', sortCode: '10-20-30', accountNumber: '12345678' },
};

export async function openHttp(): Promise<HttpUnderTest> {
  const books = await openBooks();
  let lines: string[] = [];
  const log = createLogger('info', { write: (line) => lines.push(line) });
  const live = await startLive(books.database.serverUrl, log);
  const app = await createHttp({
    contexts: createRequestContexts(books.orm, books.clock, log, createPeopleAtWork(books.clock)),
    payments: noPayments(log),
    live,
    readToken: readTestToken,
    sender: TEST_SENDER,
    log,
    isReady: () => books.orm.isConnected(),
  });
  const call = async (options: InjectOptions): Promise<Answer> => {
    const { statusCode, headers, payload } = await app.inject(options);
    return { status: statusCode, headers, text: payload, body: readJson(payload) };
  };
  return {
    books,
    app,
    log: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    logText: () => lines.join(''),
    forgetLog: () => {
      lines = [];
    },
    signIn: async (...roles) => {
      const actor = await books.staff(...roles);
      const [person] = await books.rows<{ subject: string }>('select subject from staff where id = ?', [actor.staffId]);
      const session = await openSession(books.system, person?.subject ?? '');
      return { authorization: `Bearer ${session.token}` };
    },
    call,
    query: (path, input, headers = {}) =>
      call({ method: 'GET', url: `/trpc/${path}`, query: { input: JSON.stringify(input) }, headers }),
    mutate: (path, input, headers = {}) =>
      call({
        method: 'POST',
        url: `/trpc/${path}`,
        payload: JSON.stringify(input),
        headers: { 'content-type': 'application/json', 'x-request-id': randomUUID(), ...headers },
      }),
    close: async () => {
      await live.stop();
      await app.close();
      await books.close();
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
