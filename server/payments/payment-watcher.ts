import type { CommandContext } from '../platform/run-command.ts';
import type { PaymentsDeps } from './payments-deps.ts';
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
  let stopping = false;
  let wake = (): void => undefined;
  const running = (async () => {
    while (!stopping) {
      await lookOnce(ctx, deps);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, TICK_MS);
      });
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      wake();
      await running;
    },
  };
}

async function lookOnce(ctx: CommandContext, deps: PaymentsDeps): Promise<void> {
  try {
    await settleDuePayments(ctx, 'desk', deps);
  } catch (error) {
    // The database may be away for a moment; what is due stays due.
    deps.log.warn({ err: error }, 'Due card payments could not be looked at');
  }
}
