import type { Pence } from '../../../shared/money.ts';
import { choicesOf } from './call-choices.ts';
import { startDebts, type Choice } from './debts.ts';
import { whenOpen } from './office-hours.ts';
import { storyOf, type StoryName } from './payment-stories.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { Call } from './plan-calls.ts';
import { seededRandom, type Random } from './random.ts';

/** One attempt of the past: who pays what, when, and how it goes. */
export interface PlannedAttempt {
  readonly at: Date;
  /** The organisation's place among the named ones. */
  readonly organisation: number;
  /** Which call it belongs to: one person takes all attempts of a call. */
  readonly call: number;
  readonly choice: Choice;
  readonly expectedAmount: Pence;
  readonly story: StoryName;
}

const BETWEEN_ATTEMPTS_MS = 90_000;
const SHARE_OF_PAYMENTS_WITH_A_FAILURE = 0.1;

/** In turn, so that each kind of failure is met many times. */
const FAILURES: readonly StoryName[] = [
  ...(['declined', 'cancelled-on-page', 'orphan-closed', 'declined', 'expired', 'provider-error'] as const),
  ...(['cancelled', 'declined', 'refused', 'orphan-absent', 'declined', 'taken-back'] as const),
];

/** Once in so many payments, Pay falls silent at the worst moment. */
const DOUBTED_ONCE_IN = 80;

interface Teller {
  readonly random: Random;
  failures: number;
  payments: number;
}

/**
 * Every attempt that the calls lead to, earliest first. What is not over by `end` does not happen: the past holds
 * nothing that Pay would still have to be asked about.
 */
export function planPayments(
  seed: string,
  bills: readonly PlannedBill[],
  calls: readonly Call[],
  end: Date,
): PlannedAttempt[] {
  const debts = startDebts(bills);
  const teller: Teller = { random: seededRandom(`${seed}/attempts`), failures: 0, payments: 0 };
  const attempts: PlannedAttempt[] = [];
  for (const [serial, call] of calls.entries()) {
    let at = whenOpen(call.at);
    for (const choice of choicesOf(call, debts)) {
      for (const story of storiesOf(teller, call)) {
        if (!isOverBy(end, at, story)) break;
        const expectedAmount = choice.amount ?? debts.due(choice);
        attempts.push({ at, organisation: call.organisation.index, call: serial, choice, expectedAmount, story });
        at = whenOpen(new Date(at.getTime() + storyOf(story).overAfter * 1_000 + BETWEEN_ATTEMPTS_MS));
        if (storyOf(story).takesMoney) debts.meet(choice);
      }
    }
  }
  return attempts.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function storiesOf(teller: Teller, call: Call): StoryName[] {
  teller.payments += 1;
  const paid: StoryName = teller.payments % DOUBTED_ONCE_IN === 3 ? 'doubted-then-paid' : 'paid';
  if (!teller.random.chance(SHARE_OF_PAYMENTS_WITH_A_FAILURE)) return [paid];
  const failure = FAILURES[teller.failures % FAILURES.length] ?? 'declined';
  teller.failures += 1;
  return call.givesUp ? [failure] : [failure, paid];
}

function isOverBy(end: Date, at: Date, name: StoryName): boolean {
  const { overAfter, looksAfter, sweepsAfter } = storyOf(name);
  const lastSeconds = Math.max(overAfter, ...looksAfter, ...sweepsAfter);
  return at.getTime() + lastSeconds * 1_000 < end.getTime();
}
