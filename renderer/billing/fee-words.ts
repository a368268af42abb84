import type { FeeKind, LpaKind } from '../../shared/contracts/billing.ts';

/** Why an LPA costs what it costs, as staff say it. */
export const FEE_WORDS: Readonly<Record<FeeKind, string>> = {
  full: 'Full fee',
  half: 'Half fee (remission)',
  repeat: 'Repeat application',
  quarter: 'Quarter fee (remitted repeat)',
  exempt: 'Exempt',
};

export const LPA_KIND_WORDS: Readonly<Record<LpaKind, string>> = {
  'property-and-affairs': 'Property and financial affairs',
  'health-and-welfare': 'Health and welfare',
};
