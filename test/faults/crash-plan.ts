import type { CrashPoint } from './crash-points.ts';
import { diceOf } from './dice.ts';

/** What the agent does once the server is back. */
export type Reaction = 'repeat' | 'press-anew' | 'cancel' | 'walk-away';

/** Everything that a seed decides about one run. */
export interface CrashPlan {
  readonly point: CrashPoint;
  readonly seed: number;
  /** What each line of the invoice costs, in pence. */
  readonly lines: readonly number[];
  /** A part amount in pence, or null for the whole invoice. */
  readonly part: number | null;
  readonly card: string;
  /** How far an errand of cancelling gets before it cancels. */
  readonly cancelsAfter: 'start' | 'page-opened' | 'card-entered';
  readonly afterCrash: Reaction;
  /** Starts another attempt when the first came to nothing. */
  readonly persists: boolean;
  readonly comesBack: boolean;
  /** Goes on at Pay's pages while the server is away. */
  readonly goesOnMeanwhile: boolean;
  /** How an attempt that was walked away from is brought to its end. */
  readonly leftOpenEndsBy: 'cancel' | 'expiry';
  /** From the sight of the point to the kill, and from the death to the start. */
  readonly killAfterMs: number;
  readonly restartAfterMs: number;
}

const PAID_CARDS = ['4444333322221111', '4000056655665556', '5105105105105100', '371449635398431'] as const;
const CAPTURE_FAILS = '4000000000003006';
const CONFIRM_ANSWER_LOST = '4000000000006009';
export const SLOW_AUTHORISATION = '4000000000002008';
const PROVIDER_FAILS_AT_CONFIRM = '4000000000005001';
const DECLINED = '4000000000000002';
const PROVIDER_ERROR = '4000000000000119';

/** Reads that hang cost their time-out in real time, so that only one seed in so many has them. */
const HANGING_READ = 82;
const HANGING_READS_EVERY = 25;

/** Works out a run from its point and seed, and from nothing else. */
export function planOf(point: CrashPoint, seed: number): CrashPlan {
  const dice = diceOf('crash', point.name, seed);
  const comesBack = !dice.onceIn(4);
  return {
    point,
    seed,
    ...amountsOf(point, seed),
    card: cardOf(point, seed),
    cancelsAfter: dice.pick(['start', 'page-opened', 'card-entered'] as const),
    afterCrash: dice.pick(['repeat', 'repeat', 'press-anew', 'cancel', 'walk-away'] as const),
    persists: !dice.onceIn(4),
    comesBack: point.cards === 'returned' || (comesBack && point.neverComesBack === undefined),
    goesOnMeanwhile: dice.onceIn(2),
    leftOpenEndsBy: dice.pick(['cancel', 'expiry'] as const),
    killAfterMs: dice.below(25),
    restartAfterMs: dice.below(150),
  };
}

function amountsOf(point: CrashPoint, seed: number): { lines: number[]; part: number | null } {
  const dice = diceOf('amounts', point.name, seed);
  const hangs = seed % HANGING_READS_EVERY === 7 && point.faults.includes(HANGING_READ);
  const others = point.faults.filter((ending) => ending !== HANGING_READ);
  const ending = hangs ? HANGING_READ : dice.onceIn(2) ? 0 : dice.pick(others);
  const lines = Array.from({ length: 1 + dice.below(6) }, () => 100 * (41 + dice.below(52)));
  const total = lines.reduce((sum, line) => sum + line, 0);
  if (dice.onceIn(3)) return { lines, part: 100 * (1 + dice.below(total / 100 - 1)) + ending };
  return { lines: [...lines.slice(0, -1), (lines.at(-1) ?? 0) + ending], part: null };
}

const PAID = [...PAID_CARDS, ...PAID_CARDS, CAPTURE_FAILS, CONFIRM_ANSWER_LOST];
const CONFIRMED = [...PAID, PROVIDER_FAILS_AT_CONFIRM];
const CARDS: Readonly<Record<CrashPoint['cards'], readonly string[]>> = {
  paid: PAID,
  confirmed: CONFIRMED,
  // The browser is sent back at once, so that there is a way back to follow.
  returned: [...PAID_CARDS, CAPTURE_FAILS],
  authorised: [...PAID_CARDS, SLOW_AUTHORISATION],
  any: [...CONFIRMED, DECLINED, PROVIDER_ERROR, SLOW_AUTHORISATION],
};

function cardOf({ name, cards }: CrashPoint, seed: number): string {
  return diceOf('card', name, seed).pick(CARDS[cards]);
}
