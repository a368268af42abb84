import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export interface TelephonyOptions {
  readonly apiKey: string;
  readonly port?: number;
}

/** What the stand-in does instead of what it is asked. `loses` does it and never answers. */
export type TelephonyFault = 'none' | 'refuses' | 'fails' | 'loses' | 'stays-on';

/** One thing it was asked to do, by the server's own id of the pause. */
export interface TelephonyCall {
  readonly act: 'pause' | 'resume';
  readonly pauseId: string;
  readonly agent: string;
}

export interface PracticeTelephony {
  readonly url: string;
  /** Everything it was asked, in order. */
  readonly calls: readonly TelephonyCall[];
  /** True while a pause of that agent stands. */
  isPaused(agent: string): boolean;
  /** From now on, for pauses, for resumes or for both. */
  faults: { pause: TelephonyFault; resume: TelephonyFault };
  close(): Promise<void>;
}

/**
 * A telephone system that records every call of an agent while no pause of theirs stands. It answers at once.
 *
 * `PUT /recording-pauses/<id>` with `{"agent"}` pauses, `DELETE` of the same takes that pause away; both may be repeated.
 */
export async function startTelephony({ apiKey, port = 0 }: TelephonyOptions): Promise<PracticeTelephony> {
  const pauses = new Map<string, string>();
  const calls: TelephonyCall[] = [];
  const isPaused = (agent: string): boolean => [...pauses.values()].includes(agent);
  const telephony = { faults: { pause: 'none', resume: 'none' } as PracticeTelephony['faults'] };
  const server = createServer((request, response) => {
    void (async () => {
      const pauseId = /^\/recording-pauses\/([0-9a-f-]{36})$/.exec(request.url ?? '')?.[1];
      const act = request.method === 'PUT' ? 'pause' : request.method === 'DELETE' ? 'resume' : undefined;
      if (pauseId === undefined || act === undefined) return response.writeHead(404).end();
      if (request.headers.authorization !== `Bearer ${apiKey}`) return response.writeHead(401).end();
      const agent = agentIn(await bodyOf(request));
      if (agent === undefined) return response.writeHead(400).end();
      const fault = telephony.faults[act];
      calls.push({ act, pauseId, agent });
      if (fault === 'refuses') return response.writeHead(409).end();
      if (fault === 'fails') return response.writeHead(500).end();
      const known = pauses.has(pauseId);
      if (act === 'pause' && fault !== 'stays-on') pauses.set(pauseId, agent);
      if (act === 'resume') pauses.delete(pauseId);
      if (fault === 'loses') return request.socket.destroy();
      if (act === 'resume' && !known) return response.writeHead(404).end();
      const answer = { recording: isPaused(agent) ? 'paused' : 'on', reference: `rec-${pauseId.slice(0, 8)}` };
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    })();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return Object.assign(telephony, {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    isPaused,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

function agentIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('agent' in body)) return undefined;
    return typeof body.agent === 'string' && body.agent !== '' ? body.agent : undefined;
  } catch {
    return undefined;
  }
}
