import { setTimeout } from 'node:timers/promises';
import type { CommandContext } from '../platform/run-command.ts';
import type { RefundsDeps } from './refunds-deps.ts';
import { settleDueRefunds } from './settle-due-refunds.ts';

const TICK_MS = 1_000;

export interface RefundWatcher {
  /** Ends after the look that is under way. */
  stop(): Promise<void>;
}

/** Sends refunds and follows them up once a second for as long as the server runs; every copy shares the work. */
export function startRefundWatcher(ctx: CommandContext, deps: RefundsDeps): RefundWatcher {
  const stopping = new AbortController();
  const running = lookUntil(stopping.signal, ctx, deps);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function lookUntil(stopped: AbortSignal, ctx: CommandContext, deps: RefundsDeps): Promise<void> {
  while (!stopped.aborted) {
    try {
      await settleDueRefunds(ctx, deps);
    } catch (error) {
      // The database may be away for a moment; what is due stays due.
      deps.log.warn({ err: error }, 'Due refunds could not be looked at');
    }
    // An abort ends the pause early; that it rejects is how it says so.
    await setTimeout(TICK_MS, undefined, { signal: stopped }).catch(() => undefined);
  }
}
