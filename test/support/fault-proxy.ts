import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of the bytes a watcher was shown: they go on, they are kept for ever, or the connection is cut. */
export type Verdict = 'pass' | 'hold' | 'cut';

/** Sees everything that passes through a proxy, before it passes. */
export interface Watcher<Message> {
  /** A whole message of the client. */
  asked(message: Message): Verdict;
  /** The first bytes that come back after `message`, or the end of the connection instead. */
  answered(message: Message): Verdict;
}

/** Cuts one client's stream of bytes into whole messages; what is incomplete waits for the rest. */
export type Cutter<Message> = (bytes: Buffer) => readonly { readonly message: Message; readonly bytes: Buffer }[];

export interface FaultProxyOptions<Message> {
  /** Of the program on 127.0.0.1 that the client means to talk to. */
  readonly targetPort: number;
  /** A new cutter for each connection. */
  readonly cutter: () => Cutter<Message>;
  readonly watcher: Watcher<Message>;
}

export interface FaultProxy {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Stands between two programs on this machine and lets a test decide, message by message, what arrives. When either
 * side goes away, what was already let through still arrives at the other, as on a real network.
 */
export async function startFaultProxy<Message>(options: FaultProxyOptions<Message>): Promise<FaultProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect({ port: options.targetPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, target]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    client.setNoDelay(true);
    carry(client, target, options.cutter(), options.watcher);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port');
  return {
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function carry<Message>(client: Socket, target: Socket, cut: Cutter<Message>, watcher: Watcher<Message>): void {
  let stopped = false;
  let unanswered: { readonly message: Message } | null = null;
  const passes = (verdict: Verdict): boolean => {
    stopped = verdict !== 'pass';
    if (verdict === 'cut') for (const socket of [client, target]) socket.destroy();
    return !stopped;
  };
  const answerPasses = (): boolean => {
    const asked = unanswered;
    unanswered = null;
    return asked === null || passes(watcher.answered(asked.message));
  };
  client.on('data', (received) => {
    if (stopped) return;
    for (const { message, bytes } of cut(received)) {
      if (!passes(watcher.asked(message))) return;
      unanswered = { message };
      target.write(bytes);
    }
  });
  target.on('data', (received) => {
    if (!stopped && answerPasses()) client.write(received);
  });
  target.on('close', () => {
    if (!stopped && answerPasses()) client.end();
  });
  client.on('close', () => {
    stopped = true;
    target.end();
  });
  for (const socket of [client, target]) socket.on('error', () => socket.destroy());
}
