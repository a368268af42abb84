import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../practice/postgres/free-port.ts';

/** The server as its operators run it, in a process of its own, that a test can kill and start again. */
export interface ServerProcess {
  /** Returns when it says that it is ready; fails with what it said when it ends before. */
  start(): Promise<void>;
  /** SIGKILL, at once; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as an operator stops it, for good. */
  stop(): Promise<void>;
  /** False once the process has ended, by whatever cause. */
  isRunning(): boolean;
  /** The last of what it wrote, for whoever reads a failure. */
  said(): string;
}

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts');
const TAIL_CHARACTERS = 8_000;
const READY_WITHIN_MS = 120_000;

/** A server process with the given environment; not yet started. */
export function serverProcess(settings: Readonly<Record<string, string>>): ServerProcess {
  let child: ChildProcess | null = null;
  let stopped = false;
  let said = '';
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child === null || !isAlive(child)) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const killWithUs = (): void => void child?.kill('SIGKILL');
  process.on('exit', killWithUs);
  return {
    start: async () => {
      if (stopped) throw new Error('A server that was stopped for good is started again');
      const next = spawn(process.execPath, [MAIN], {
        env: { PATH: process.env['PATH'], SYSTEMROOT: process.env['SYSTEMROOT'], ...settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = next;
      said = '';
      for (const stream of [next.stdout, next.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          said = (said + text).slice(-TAIL_CHARACTERS);
        });
      }
      await becomesReady(next, () => said);
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      stopped = true;
      await end('SIGTERM');
      process.off('exit', killWithUs);
    },
    isRunning: () => child !== null && isAlive(child),
    said: () => said,
  };
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function becomesReady(child: ChildProcess, said: () => string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let lines = '';
  const listen = (text: string): void => {
    lines += text;
    if (lines.includes('{"ready":true')) resolve();
  };
  child.stdout?.on('data', listen);
  child.once('error', reject);
  child.once('exit', (code, signal) =>
    reject(new Error(`The server ended before it was ready (${signal ?? code}): ${said()}`)),
  );
  const patience = setTimeout(() => reject(new Error(`The server was not ready in time: ${said()}`)), READY_WITHIN_MS);
  try {
    await promise;
  } finally {
    clearTimeout(patience);
    child.stdout?.off('data', listen);
  }
}

/** Below the ports that systems hand out by themselves, so that it is still free when the server comes back. */
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 30_000;

/** A port to listen on, again and again. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = await freePort(LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT)));
    if (port !== undefined) return port;
  }
}
