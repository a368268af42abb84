import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A Node request as a web Request: the body is streamed, and going away aborts it. */
export function webRequest(incoming: IncomingMessage, outgoing: ServerResponse, address: URL): Request {
  const leaving = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) leaving.abort();
  });
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const init: RequestInit & { duplex: 'half' } = { method, headers, duplex: 'half', signal: leaving.signal };
  return new Request(address, hasBody ? { ...init, body: Readable.toWeb(incoming) as ReadableStream } : init);
}

/** Sends a web Response, its body as it comes. A browser that leaves half-way is no error. */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse,
  cookie: string | undefined,
): Promise<void> {
  if (cookie !== undefined) outgoing.setHeader('set-cookie', cookie);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  await pipeline(Readable.from(response.body), outgoing).catch(() => outgoing.destroy());
}
