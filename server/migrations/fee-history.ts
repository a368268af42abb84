/** An Order of the time before this system. */
export interface PastOrder {
  readonly title: string;
  readonly citation: string | null;
  readonly effectiveFrom: string;
  /** Pence, by kind of fee; a kind that did not exist has no price. */
  readonly prices: Readonly<Record<string, number>>;
}

const AMENDMENT = (year: number): string => `The Public Guardian (Fees, etc.) (Amendment) Regulations ${year}`;

/** What an LPA has cost since the Office began, by the day it was received. */
export const FEE_HISTORY: readonly PastOrder[] = [
  {
    ...{ title: 'The Public Guardian (Fees, etc.) Regulations 2007', citation: 'S.I. 2007/2051' },
    effectiveFrom: '2007-10-01',
    prices: { full: 15_000, exempt: 0 },
  },
  {
    ...{ title: AMENDMENT(2009), citation: null },
    effectiveFrom: '2009-04-01',
    prices: { full: 12_000, exempt: 0 },
  },
  {
    ...{ title: AMENDMENT(2011), citation: null },
    effectiveFrom: '2011-10-01',
    prices: { full: 13_000, half: 6_500, repeat: 6_500, exempt: 0 },
  },
  {
    ...{ title: AMENDMENT(2013), citation: null },
    effectiveFrom: '2013-10-01',
    prices: { full: 11_000, half: 5_500, repeat: 5_500, exempt: 0 },
  },
  {
    ...{ title: AMENDMENT(2017), citation: 'S.I. 2017/503' },
    effectiveFrom: '2017-04-01',
    prices: { full: 8_200, half: 4_100, repeat: 4_100, quarter: 2_050, exempt: 0 },
  },
  {
    ...{ title: 'The Court and Public Guardian Fees (Miscellaneous Amendments) Order 2025', citation: null },
    effectiveFrom: '2025-11-17',
    prices: { full: 9_200, half: 4_600, repeat: 4_600, quarter: 2_300, exempt: 0 },
  },
];
