import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInServer {
  url: URL;
  /** Every request's line and headers, in the order they came. */
  heard: { method: string; url: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Stands for the central server on 127.0.0.1: records what it hears and answers as told. */
export async function standInServer(answer: Answer): Promise<StandInServer> {
  const heard: StandInServer['heard'] = [];
  const server = createServer((request, response) => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    void answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), heard, close };
}

/** An address on this machine at which nothing listens: no system hands out this port and no program uses it. */
export const DEAD_ADDRESS = new URL('http://127.0.0.1:2');
