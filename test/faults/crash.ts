import type { Verdict } from '../support/fault-proxy.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { CrashPlan } from './crash-plan.ts';
import type { Moment, Passing } from './crash-points.ts';
import { until } from './until.ts';

/** When the server was started again, and when it said that it was ready; by `performance.now()`. */
export interface Restart {
  readonly startedAt: number;
  readonly readyAt: number;
}

/** The one crash of a run: waits for its point, kills the server, and starts it again. */
export interface Crash {
  /** Is shown everything that passes. */
  sees(passing: Passing): Verdict;
  /** Is told what the agent has just done on Pay's pages. */
  reached(moment: Moment): void;
  /** Returns once the point was passed; fails when it is not passed at all. */
  happened(): Promise<void>;
  /** Returns when the server is back. Fails when it was never killed. */
  recovered(): Promise<void>;
  /** Resolves once the server is back. */
  readonly restarted: Promise<Restart>;
}

const LONGEST_WAY_MS = 45_000;

/** `whenDown` runs while the server is gone. */
export function crashAt(plan: CrashPlan, server: ServerProcess, whenDown: () => Promise<void>): Crash {
  const { point, killAfterMs, restartAfterMs } = plan;
  let armed = point.after === undefined;
  let crashed: Promise<void> | null = null;
  const restarted = Promise.withResolvers<Restart>();
  const crash = async (afterMs: number): Promise<void> => {
    if (afterMs > 0) await pause(afterMs);
    await server.kill();
    await whenDown();
    await pause(restartAfterMs);
    const startedAt = performance.now();
    await server.start();
    restarted.resolve({ startedAt, readyAt: performance.now() });
  };
  const strike = (afterMs: number): void => {
    crashed ??= crash(afterMs);
    // Whoever waits for it hears of a failure; nobody may be waiting yet.
    crashed.catch(() => undefined);
  };
  return {
    sees: (passing) => {
      if (crashed !== null || !armed || typeof point.at !== 'function' || !point.at(passing)) return 'pass';
      strike(point.letsThrough ? 0 : killAfterMs);
      return point.letsThrough ? 'pass' : 'hold';
    },
    reached: (moment) => {
      if (point.at === moment) strike(0);
      if (point.after === moment) armed = true;
    },
    happened: async () => {
      await until(`passing "${point.says}"`, LONGEST_WAY_MS, async () => (crashed === null ? undefined : true));
    },
    recovered: async () => {
      if (crashed === null) throw new Error(`The server went away by itself: ${server.said()}`);
      await crashed;
    },
    restarted: restarted.promise,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
