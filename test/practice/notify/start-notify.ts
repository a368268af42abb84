import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refusal, type Answer } from './answer.ts';
import { parseApiKey, whyNotAuthentic } from './authenticate.ts';
import { openMessageStore } from './message-store.ts';
import type { NotifyContext } from './notify-context.ts';
import { frontPage, messageFile, messagePage, notFound } from './pages.ts';
import { listMessages, readMessage } from './read-messages.ts';
import type { Pace, SentMessage } from './sent-message.ts';
import { takeEmail, takeLetter } from './take-message.ts';

export interface NotifyOptions {
  readonly apiKey: string;
  /** Ids of the two e-mail templates: with `subject` and `body`, and with `link_to_file` as well. */
  readonly templates: { readonly email: string; readonly emailWithFile: string };
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Where messages are kept between starts; without it they are forgotten at the end. */
  readonly stateFile?: string;
  /** How long an e-mail and a letter are on their way; by default 5 s and 30 s. */
  readonly pace?: Pace;
}

export interface Notify {
  readonly url: string;
  /** Every message so far, oldest first. */
  messages(): readonly SentMessage[];
  /** Calls to the API so far, each as its method and path. */
  calls(): readonly string[];
  /** Moves the stand-in's clock forward. */
  advance(ms: number): void;
  /** Answers the next calls to the API with a fault, or with nothing, before they are acted on. */
  failNext(count: number, how: 'fault' | 'hang-up'): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MOST_BODY_BYTES = 16 * 1024 * 1024;

/** Starts the stand-in on this machine alone. */
export async function startNotify(options: NotifyOptions): Promise<Notify> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  let movedMs = 0;
  const context: NotifyContext = {
    url: `http://${HOST}:${port}`,
    key: parseApiKey(options.apiKey),
    store: openMessageStore(options.stateFile),
    pace: options.pace ?? { emailMs: 5_000, letterMs: 30_000 },
    templates: new Map([
      [options.templates.email, ['subject', 'body']],
      [options.templates.emailWithFile, ['subject', 'body', 'link_to_file']],
    ]),
    now: () => Date.now() + movedMs,
  };
  const calls: string[] = [];
  let failing: ('fault' | 'hang-up')[] = [];
  server.on('request', (request, response) => {
    answerTo(context, request, calls, () => failing.shift()).then(
      (answer) => write(response, answer),
      (bug: unknown) => {
        process.stderr.write(`${bug instanceof Error ? bug.stack : String(bug)}\n`);
        write(response, refusal(500, 'Exception', 'Internal server error'));
      },
    );
  });
  return {
    url: context.url,
    messages: () => context.store.all(),
    calls: () => calls,
    advance: (ms) => {
      movedMs += ms;
    },
    failNext: (count, how) => {
      failing = Array.from({ length: count }, () => how);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerTo(
  context: NotifyContext,
  request: IncomingMessage,
  calls: string[],
  nextFault: () => 'fault' | 'hang-up' | undefined,
): Promise<Answer> {
  const method = request.method ?? 'GET';
  const { pathname, searchParams } = new URL(request.url ?? '/', context.url);
  const body = await readBody(request);
  if (!pathname.startsWith('/v2/')) return pageAt(context, pathname);
  calls.push(`${method} ${pathname}`);
  const fault = nextFault();
  if (fault !== undefined) return fault === 'hang-up' ? 'hang-up' : refusal(500, 'Exception', 'Internal server error');
  const why = whyNotAuthentic(request.headers.authorization, context.key, Date.now());
  if (why !== undefined) return refusal(403, 'AuthError', why);
  if (method === 'POST') {
    const value = readJson(body);
    if (pathname === '/v2/notifications/email') return takeEmail(context, value);
    if (pathname === '/v2/notifications/letter') return takeLetter(context, value);
  }
  if (method === 'GET' && pathname === '/v2/notifications') return listMessages(context, searchParams);
  const id = /^\/v2\/notifications\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
  return id === undefined ? refusal(404, 'NoResultFound', 'Not found') : readMessage(context, id);
}

function pageAt(context: NotifyContext, pathname: string): Answer {
  if (pathname === '/') return frontPage(context);
  const [, id, file] = /^\/sent\/([0-9a-f-]{36})(\/file)?$/.exec(pathname) ?? [];
  if (id === undefined) return notFound();
  return file === undefined ? messagePage(context, id) : messageFile(context, id);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size <= MOST_BODY_BYTES) pieces.push(bytes);
  }
  return size > MOST_BODY_BYTES ? '' : Buffer.concat(pieces).toString('utf8');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang-up') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}
