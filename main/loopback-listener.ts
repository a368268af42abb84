import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PLAIN_PAGE_HEADERS } from './plain-page.ts';

/** The one visit that the identity provider sends the person's browser on. */
export interface LoopbackVisit {
  url: URL;
  /** Answers the browser: with a page, or by sending it on to `location`. */
  answer(reply: { status: number; html: string } | { location: string }): void;
}

export interface LoopbackListener {
  /** On a port picked by the system (RFC 8252, 7.3). */
  redirectUri: string;
  visit: Promise<LoopbackVisit>;
  /** Hangs up, except on a visitor who is being answered. */
  close(): void;
}

/**
 * Listens on 127.0.0.1 for one GET of `/callback` and stops accepting anything the moment it comes. Whatever else
 * arrives is refused: another path, another method, a foreign `Host`, a second visit.
 */
export async function openLoopbackListener(): Promise<LoopbackListener> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let used = false;
  let answering = false;
  const visit = new Promise<LoopbackVisit>((resolve) => {
    server.on('request', (request, response) => {
      const url = callbackUrl(request, origin);
      if (!url || used) {
        response.writeHead(used ? 410 : 404, { ...PLAIN_PAGE_HEADERS, connection: 'close' }).end();
        return;
      }
      used = true;
      server.close();
      const answer: LoopbackVisit['answer'] = (reply) => {
        answering = true;
        answerOnce(server, response, reply);
      };
      resolve({ url, answer });
    });
  });
  return { redirectUri: `${origin}/callback`, visit, close: () => (answering ? server.close() : stop(server)) };
}

function callbackUrl(request: IncomingMessage, origin: string): URL | undefined {
  if (request.method !== 'GET' || `http://${request.headers.host}` !== origin) return undefined;
  const url = URL.parse(request.url ?? '', origin);
  return url?.origin === origin && url.pathname === '/callback' ? url : undefined;
}

function answerOnce(server: Server, response: ServerResponse, reply: Parameters<LoopbackVisit['answer']>[0]): void {
  response.once('close', () => stop(server));
  if ('location' in reply)
    response.writeHead(303, { ...PLAIN_PAGE_HEADERS, location: reply.location, connection: 'close' }).end();
  else response.writeHead(reply.status, { ...PLAIN_PAGE_HEADERS, connection: 'close' }).end(reply.html);
}

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}
