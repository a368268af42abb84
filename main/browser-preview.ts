import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readPreviewConfig, type PreviewConfig } from './config.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { plainAnswer } from './gateway-answers.ts';
import { sendResponse, webRequest } from './http-adapter.ts';
import { createPageFiles } from './page-files.ts';
import { judgeVisit, type PreviewDoor } from './preview-guard.ts';
import { beginPreviewSignIn, endPreviewSession } from './preview-sign-in.ts';
import { createMemorySessionStore } from './session-store.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export type PreviewOptions = Omit<PreviewConfig, 'cardWindow'>;

interface Preview {
  door: PreviewDoor;
  gateway: Gateway;
  desk: SignIn;
  practice: boolean;
}

/**
 * One desk in a browser, for machines without the desktop app, for demonstrations and for tests: the same gateway, on
 * 127.0.0.1 alone, with `GET /sign-in` and `POST /sign-out` in place of the desktop's own calls. The session lives in
 * memory. Port 0 picks a free one; rejects when the port is in use.
 */
export async function startBrowserPreview(options: PreviewOptions): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer().listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sessionStore = createMemorySessionStore();
  const { serverUrl, practice } = options;
  const files = createPageFiles(options.rendererDir);
  const preview: Preview = {
    door: { port, secret: randomBytes(32).toString('base64url') },
    gateway: createGateway({
      ...{ serverUrl, sessionStore, files, practice },
      ...{ shell: 'preview', deskUrl: `http://127.0.0.1:${port}` },
    }),
    desk: createSignIn({ ...options, sessionStore }),
    practice,
  };
  server.on('request', (incoming, outgoing) => {
    void serve(preview, incoming, outgoing).catch(() => outgoing.destroy());
  });
  return { url: `http://127.0.0.1:${port}/`, close: () => close(server, preview.desk) };
}

async function serve(preview: Preview, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '', headers } = incoming;
  const address = url.startsWith('/') ? URL.parse(`http://127.0.0.1:${preview.door.port}${url}`) : null;
  if (!address) return sendResponse(plainAnswer(400), outgoing, undefined);
  const verdict = judgeVisit({ method, pathname: address.pathname, headers }, preview.door);
  if (verdict.decision === 'refuse') return sendResponse(plainAnswer(403), outgoing, undefined);
  const cookie = verdict.decision === 'serve-with-cookie' ? verdict.cookie : undefined;
  const answer = await route(preview, webRequest(incoming, outgoing, address), address.pathname);
  return sendResponse(answer, outgoing, cookie);
}

async function route({ gateway, desk, practice }: Preview, request: Request, pathname: string): Promise<Response> {
  if (pathname === '/sign-in' && request.method === 'GET') {
    return beginPreviewSignIn(desk, `http://${request.headers.get('host')}/`, practice);
  }
  if (pathname === '/sign-out' && request.method === 'POST') return endPreviewSession(desk);
  return gateway(request);
}

async function close(server: Server, desk: SignIn): Promise<void> {
  desk.cancel();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

if (import.meta.main) {
  const preview = await startBrowserPreview(readPreviewConfig());
  process.stdout.write(`${JSON.stringify({ ready: true, url: preview.url })}\n`);
  const stop = () => void preview.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Our parent is gone.
  process.once('disconnect', stop);
}
