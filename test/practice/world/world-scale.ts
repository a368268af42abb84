import { NAMED_ORGANISATIONS } from './named-organisations.ts';
import type { Random } from './random.ts';

/** `empty` has the staff and nothing else. */
export type WorldSize = 'full' | 'small' | 'empty';

/** How big a world is. */
export interface WorldScale {
  /** Which of the named organisations there are, by their place in the list. */
  readonly organisations: readonly number[];
  /** Months of registrations, each billed at the start of the next. */
  readonly months: number;
  /** How many of the newest bills are paid today, and how many are being paid as the world begins. */
  readonly paidToday: number;
  readonly beingPaid: number;
  /** LPAs an organisation has registered in an ordinary month. */
  readonly lpasAMonth: (organisation: number, random: Random) => number;
}

/** Organisations with hundreds of LPAs a month. */
export const LARGE: Readonly<Record<number, number>> = { 0: 230, 1: 170, 2: 110 };
const MIDDLING: ReadonlySet<number> = new Set([6, 19, 46, 58]);
const SMALL: Readonly<Record<number, number>> = { 3: 5, 4: 4, 6: 14, 13: 3, 49: 2, 57: 2 };

export const WORLD_SCALES: Readonly<Record<WorldSize, WorldScale>> = {
  full: {
    organisations: NAMED_ORGANISATIONS.map((_, index) => index),
    months: 18,
    paidToday: 4,
    beingPaid: 6,
    lpasAMonth: unevenly,
  },
  small: {
    organisations: Object.keys(SMALL).map(Number),
    ...{ months: 5, paidToday: 1, beingPaid: 2 },
    lpasAMonth: (organisation) => SMALL[organisation] ?? 1,
  },
  empty: { organisations: [], months: 0, paidToday: 0, beingPaid: 0, lpasAMonth: () => 0 },
};

/** No world of any size has more lines than this. */
export const MOST_LINES = 20_000;

/** A few send hundreds, some a dozen, most hardly any: as in life. */
function unevenly(organisation: number, random: Random): number {
  const large = LARGE[organisation];
  if (large !== undefined) return large;
  if (MIDDLING.has(organisation)) return random.between(22, 38);
  if (organisation % 5 === 3) return random.between(6, 13);
  return Number(random.weighted({ 1: 5, 2: 5, 3: 3, 5: 2 }));
}
