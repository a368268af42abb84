import type { FeeKind, LpaKind } from '../../../shared/contracts/billing.ts';

/** Why an LPA costs what it costs, short enough for a column. */
export const FEE_NAMES: Readonly<Record<FeeKind, string>> = {
  full: 'Full fee',
  half: 'Half (remission)',
  repeat: 'Repeat application',
  quarter: 'Quarter (remitted)',
  exempt: 'Exempt',
};

export const LPA_KIND_NAMES: Readonly<Record<LpaKind, string>> = {
  'property-and-affairs': 'Property and finance',
  'health-and-welfare': 'Health and welfare',
};

/** '1 LPA', '2,317 LPAs'. */
export function countLpas(count: number): string {
  return count === 1 ? '1 LPA' : `${count.toLocaleString('en-GB')} LPAs`;
}
