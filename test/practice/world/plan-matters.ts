import type { BillingPeriod } from '../../../shared/billing-period.ts';
import { LPA_KINDS, type FeeKind, type LpaKind, type NewInvoiceLine } from '../../../shared/contracts/billing.ts';
import { addDays, daysBetween, isWeekend, type LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { feeFor } from './fees.ts';
import type { Register } from './lpa-references.ts';
import type { Random } from './random.ts';

/** Where one organisation's matters come from. */
export interface MatterSource {
  readonly random: Random;
  readonly nextReference: (register: Register) => LpaReference;
  readonly style: MatterStyle;
  readonly numbersMatters: boolean;
  nextMatter: number;
}

/** How organisations write their matter numbers. */
const STYLES = {
  slashed: (number, year) => `LPA/${year}/${number.padStart(5, '0')}`,
  dashed: (number, year) => `20${year}-${number.padStart(4, '0')}`,
  numbered: (number) => `${number}.1`,
  initialled: (number) => `PC${number}-W`,
} satisfies Record<string, (number: string, year: string) => string>;
export type MatterStyle = keyof typeof STYLES;
export const MATTER_STYLES = Object.keys(STYLES) as MatterStyle[];

/** Registration trails receipt by 8 to 16 weeks. */
export const LEAST_WAIT_DAYS = 56;
export const MOST_WAIT_DAYS = 112;

const FEE_KINDS_MET: Readonly<Record<FeeKind, number>> = { full: 70, half: 11, exempt: 10, repeat: 6, quarter: 3 };
const DONORS_IN_A_MATTER = { 1: 55, 2: 45 } as const;
const LPAS_OF_A_DONOR = { 1: 25, 2: 75 } as const;
const SHARE_WITH_MATTER_NUMBER = 0.94;
const SHARE_MODERNISED = 0.45;

/**
 * One matter: one donor or a couple, each with one LPA or both kinds; at most `most` lines. They came in together, so
 * they share the day of receipt, and each donor's means decide the fee of all of that donor's LPAs.
 */
export function planMatter(source: MatterSource, most: number, registered: BillingPeriod): NewInvoiceLine[] {
  const { random } = source;
  const registeredOn = pickWeekday(random, registered.from, daysBetween(registered.from, registered.before) - 1);
  const receivedOn = pickWeekday(random, addDays(registeredOn, -MOST_WAIT_DAYS), MOST_WAIT_DAYS - LEAST_WAIT_DAYS);
  const ownReference = matterNumber(source, receivedOn);
  const register: Register = random.chance(SHARE_MODERNISED) ? 'modernised' : 'sirius';
  const donors = Number(random.weighted(DONORS_IN_A_MATTER));
  const lines: NewInvoiceLine[] = [];
  for (let donor = 0; donor < donors; donor += 1) {
    const feeKind = random.weighted(FEE_KINDS_MET);
    for (const lpaKind of kindsMade(random)) {
      const lpaReference = source.nextReference(register);
      const amount = feeFor(feeKind, receivedOn);
      lines.push({ lpaReference, lpaKind, receivedOn, registeredOn, feeKind, amount, ownReference });
    }
  }
  return lines.slice(0, most);
}

function kindsMade(random: Random): readonly LpaKind[] {
  return Number(random.weighted(LPAS_OF_A_DONOR)) === 2 ? LPA_KINDS : [random.pick(LPA_KINDS)];
}

/** A weekday from `first` to as many days later, both included. */
function pickWeekday(random: Random, first: LocalDate, daysLater: number): LocalDate {
  for (;;) {
    const day = addDays(first, random.between(0, daysLater));
    if (!isWeekend(day)) return day;
  }
}

function matterNumber(source: MatterSource, receivedOn: LocalDate): string | null {
  if (!source.numbersMatters || !source.random.chance(SHARE_WITH_MATTER_NUMBER)) return null;
  source.nextMatter += source.random.between(1, 9);
  return STYLES[source.style](String(source.nextMatter), receivedOn.slice(2, 4));
}
