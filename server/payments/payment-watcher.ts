import { setTimeout } from 'node:timers/promises';
import type { CommandContext } from '../platform/run-command.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { resumeRecordings } from './recording/resume-recordings.ts';
import { settleDuePayments } from './settle-due-payments.ts';

const TICK_MS = 400;

export interface PaymentWatcher {
  /** Ends after the look that is under way. */
  stop(): Promise<void>;
}

/**
 * Looks after attempts that somebody waits for, a few times a second, for as long as the server runs. What is due is
 * a row in the database, so every copy of the server shares the work and none is needed for it.
 */
export function startPaymentWatcher(ctx: CommandContext, deps: PaymentsDeps): PaymentWatcher {
  const stopping = new AbortController();
  const running = lookUntil(stopping.signal, ctx, deps);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function lookUntil(stopped: AbortSignal, ctx: CommandContext, deps: PaymentsDeps): Promise<void> {
  while (!stopped.aborted) {
    await lookOnce(ctx, deps);
    // An abort ends the pause early; that it rejects is how it says so.
    await setTimeout(TICK_MS, undefined, { signal: stopped }).catch(() => undefined);
  }
}

async function lookOnce(ctx: CommandContext, deps: PaymentsDeps): Promise<void> {
  try {
    await settleDuePayments(ctx, 'desk', deps);
    await resumeRecordings(ctx, deps);
  } catch (error) {
    // The database may be away for a moment; what is due stays due.
    deps.log.warn({ err: error }, 'Due card payments and recordings could not be looked at');
  }
}
