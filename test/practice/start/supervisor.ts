import { isRunning } from '../postgres/is-running.ts';
import type { Part } from './part.ts';

/** How a practice system comes to its end without being asked to. */
export type Ending = { readonly kind: 'desk-closed' } | { readonly kind: 'part-failed'; readonly sentence: string };

/** Watches that everything goes on running. */
export interface Supervisor {
  /** Resolves at the first ending, if one ever comes. */
  readonly ended: Promise<Ending>;
  watch(part: Part): void;
  /** As `watch`, where its going by itself is a person closing it. */
  watchWindow(part: Part): void;
  /** Looks now and then whether the process is there; returns what ends the looking. */
  watchProcess(name: string, pid: number, logFile: string): () => void;
}

const LOOK_EVERY_MS = 500;

export function createSupervisor(): Supervisor {
  const { promise: ended, resolve } = Promise.withResolvers<Ending>();
  const failed = (name: string, how: string, logFile: string): void =>
    resolve({ kind: 'part-failed', sentence: `${name} stopped unexpectedly (${how}). Its log is ${logFile}.` });
  const watch: Supervisor['watch'] = ({ name, gone, logFile }) => {
    void gone.then(({ asked, how }) => (asked ? undefined : failed(name, how, logFile)));
  };
  return {
    ended,
    watch,
    watchWindow: (part) => {
      void part.gone.then(({ code }) => (code === 0 ? resolve({ kind: 'desk-closed' }) : undefined));
      watch(part);
    },
    watchProcess: (name, pid, logFile) => {
      const look = setInterval(() => {
        if (!isRunning(pid)) failed(name, `process ${pid} is gone`, logFile);
      }, LOOK_EVERY_MS);
      look.unref();
      return () => clearInterval(look);
    },
  };
}
