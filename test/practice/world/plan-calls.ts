import { addDays, londonDay } from '../../../shared/local-date.ts';
import { someTimeOn } from './office-hours.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { PayingHabit, PlannedOrganisation } from './plan-organisations.ts';
import { seededRandom, type Random } from './random.ts';

/** Somebody rings to pay: which bills, when, and how much of them. */
export interface Call {
  readonly at: Date;
  readonly organisation: PlannedOrganisation;
  readonly bills: readonly PlannedBill[];
  readonly manner: 'whole' | 'all-but-disputed' | 'part';
  /** If the first card fails, the caller has no other. */
  readonly givesUp: boolean;
}

interface HabitRule {
  /** How many bills one call is about. */
  readonly together: readonly [least: number, most: number];
  readonly daysAfterIssue: readonly [least: number, most: number];
  readonly shareRinging: number;
}

const HABITS: Readonly<Record<PayingHabit, HabitRule>> = {
  prompt: { together: [1, 1], daysAfterIssue: [5, 28], shareRinging: 0.95 },
  together: { together: [2, 3], daysAfterIssue: [8, 30], shareRinging: 0.93 },
  late: { together: [2, 3], daysAfterIssue: [36, 80], shareRinging: 0.85 },
  hardly: { together: [1, 1], daysAfterIssue: [50, 100], shareRinging: 0.3 },
  'by-bank': { together: [1, 1], daysAfterIssue: [5, 28], shareRinging: 0.4 },
};
const MANNERS = { whole: 92, 'all-but-disputed': 4, part: 4 } as const;
const SHARE_GIVING_UP = 0.3;
/** Until the last attempt of a call is over, with the night after it. */
const LONGEST_CALL_MS = 5 * 86_400_000;

/** The calls of one organisation about its bills, oldest first, whenever they fall. None is made while it is on hold. */
export function planCalls(seed: string, organisation: PlannedOrganisation, bills: readonly PlannedBill[]): Call[] {
  const random = seededRandom(`${seed}/calls/${organisation.index}`);
  const { together, daysAfterIssue, shareRinging } = HABITS[organisation.habit];
  const calls: Call[] = [];
  for (let from = 0; from < bills.length;) {
    const about = bills.slice(from, from + random.between(...together));
    from += about.length;
    const call = callAbout(about, organisation, someTimeAfter(about, daysAfterIssue, random), random);
    if (random.chance(shareRinging) && !isHeld(call)) calls.push(call);
  }
  return calls;
}

function someTimeAfter(about: readonly PlannedBill[], days: HabitRule['daysAfterIssue'], random: Random): Date {
  const issuedAt = about.at(-1)?.issuedAt;
  if (issuedAt === undefined) throw new Error('A call is about at least one bill');
  return someTimeOn(addDays(londonDay(issuedAt), random.between(...days)), random);
}

function callAbout(bills: readonly PlannedBill[], organisation: PlannedOrganisation, at: Date, random: Random): Call {
  return { at, organisation, bills, manner: random.weighted(MANNERS), givesUp: random.chance(SHARE_GIVING_UP) };
}

function isHeld({ at, organisation: { statusChange } }: Call): boolean {
  if (statusChange?.status !== 'on-hold') return false;
  return at.getTime() + LONGEST_CALL_MS >= statusChange.at.getTime();
}
