import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { openPartLog, type PartLog } from './part-log.ts';
import { StartRefusal } from './start-refusal.ts';

/** A program of the practice system, to be run by Node as a process of its own. */
export interface PartPlan {
  /** As in "… stopped unexpectedly". */
  readonly name: string;
  /** Arguments of Node: the program, and what comes before or after it. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
}

export interface Part {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when it is gone: true if it was asked to go. */
  readonly gone: Promise<{ readonly asked: boolean; readonly how: string; readonly code: number | null }>;
  /** Asks it to go and, if it will not, makes it. Returns when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOPPING_TAKES_AT_MOST_MS = 2_500;
const OUTPUT_ENDS_WITHIN_MS = 300;
const Ready = z.object({ ready: z.literal(true), url: z.string() });

/**
 * Starts the program and waits for the line that says it is ready. Whatever it writes goes to its log file. It goes
 * when this process does, however that ends: each program watches the channel to its parent. It is in a group of its
 * own, so that Ctrl+C reaches only the launcher, which stops everything in order.
 */
export async function startPart(plan: PartPlan, signal: AbortSignal): Promise<Part> {
  signal.throwIfAborted();
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [...plan.args], {
    env: { ...inherited, ...plan.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const log = openPartLog(plan.logFile);
  const running = watched(plan, child, log);
  try {
    const url = await Promise.race([firstUrl(child, log), goneEarly(running, log), aborted(signal), tooLate(plan)]);
    return { ...running, url };
  } catch (error) {
    await running.kill();
    throw error;
  }
}

function watched({ name, logFile }: PartPlan, child: ChildProcess, log: PartLog): Omit<Part, 'url'> {
  let asked = false;
  let error: string | undefined;
  child.once('error', (problem) => {
    error = problem.message;
  });
  const ended = async (code: number | null, killedBy: string | null): Promise<Awaited<Part['gone']>> => {
    await outputEnded(child);
    await log.end();
    return { asked, how: error ?? (killedBy === null ? `exit code ${code}` : `killed by ${killedBy}`), code };
  };
  const gone: Part['gone'] = new Promise((resolve) => {
    child.once('error', () => resolve(ended(null, null)));
    child.once('exit', (code, killedBy) => resolve(ended(code, killedBy)));
  });
  const end = async (ask: () => void): Promise<void> => {
    asked = true;
    ask();
    await gone;
  };
  return {
    ...{ name, logFile, pid: child.pid ?? 0, gone },
    kill: () => end(() => void child.kill('SIGKILL')),
    stop: () =>
      end(() => {
        void setTimeout(STOPPING_TAKES_AT_MOST_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
        // Windows has no signals: there, kill would be a crash.
        if (process.platform === 'win32' && child.connected) child.disconnect();
        else child.kill('SIGTERM');
      }),
  };
}

/** What it wrote last is still on its way; a child of its own may hold the pipe, and is not waited for. */
async function outputEnded(child: ChildProcess): Promise<void> {
  await Promise.race([once(child, 'close'), setTimeout(OUTPUT_ENDS_WITHIN_MS, undefined, { ref: false })]);
}

async function firstUrl(child: ChildProcess, log: PartLog): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  eachLine(child.stderr, (line) => log.write(line));
  eachLine(child.stdout, (line) => {
    log.write(line);
    const url = readyUrl(line);
    if (url !== undefined) resolve(url);
  });
  return promise;
}

function eachLine(stream: Readable | null, take: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', take);
}

function readyUrl(line: string): string | undefined {
  if (!line.startsWith('{"ready":')) return undefined;
  return Ready.safeParse(JSON.parse(line)).data?.url;
}

async function goneEarly({ name, gone, logFile }: Omit<Part, 'url'>, log: PartLog): Promise<never> {
  const { how } = await gone;
  const said = log.lastLines();
  const sentence = `${name} did not start (${how})${said === '' ? '' : `: ${said}`}. Its log is ${logFile}.`;
  throw new StartRefusal('part-failed', sentence);
}

async function tooLate({ name, logFile }: PartPlan): Promise<never> {
  await setTimeout(READY_WITHIN_MS, undefined, { ref: false });
  throw new StartRefusal('part-failed', `${name} did not become ready in time. Its log is ${logFile}.`);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
