import { CARD_PAYMENT_RULES } from '../../server/payments/index.ts';
import { EXTERNAL_STATES } from '../practice/govuk-pay/payment-status.ts';
import type { Restart } from './crash.ts';
import type { CrashRun } from './crash-journey.ts';
import { standings, type Standing } from './crash-standing.ts';
import { isGone } from './desk.ts';
import { until } from './until.ts';

const HOPELESS_MS = 45_000;
/** Amounts for which the stand-in does not answer its first reads: how soon those settle is Pay's doing. */
const UNREADABLE_ENDINGS = [81, 82];

/** How long it took from the start of the server until it was ready, and until every attempt had resumed; milliseconds. */
export interface Resumed {
  readonly readyMs: number;
  readonly resumedMs: number;
}

/**
 * Returns once the attempts that were there when the server died are visible again over its interface, and settled,
 * usable or moving.
 */
export async function measureResume(
  run: CrashRun,
  attemptIds: readonly string[],
  { startedAt, readyAt }: Restart,
): Promise<Resumed> {
  for (const attemptId of attemptIds) {
    await until('the attempt resumes', HOPELESS_MS, async () => {
      const visible = await isVisible(run, attemptId);
      const standing = (await standings(run)).find((attempt) => attempt.attemptId === attemptId);
      return visible && standing !== undefined && hasResumed(standing) ? true : undefined;
    });
  }
  return { readyMs: readyAt - startedAt, resumedMs: performance.now() - startedAt };
}

async function isVisible({ lane }: CrashRun, attemptId: string): Promise<boolean> {
  try {
    const view = await lane.agent.api.payments.get.query({ attemptId });
    return view.attemptId === attemptId;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

function hasResumed({ state, amount, atPay }: Standing): boolean {
  if (state === 'sending') return false;
  if (!CARD_PAYMENT_RULES[state].holdsLines) return true;
  if (UNREADABLE_ENDINGS.includes(amount % 100)) return true;
  if (atPay?.status === 'AUTHORISATION READY') return true;
  return state !== 'cancelling' && atPay !== undefined && !EXTERNAL_STATES[atPay.status].finished;
}
