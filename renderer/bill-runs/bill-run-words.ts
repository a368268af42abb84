import { formatPeriod, monthPeriod, quarterPeriod, type BillingPeriod } from '../../shared/billing-period.ts';
import type { BillProblem, BillRunRow } from '../../shared/contracts/bill-runs.ts';
import type { BillCycle } from '../../shared/contracts/organisations.ts';
import type { LocalDate } from '../../shared/local-date.ts';

export const CYCLE_WORDS: Readonly<Record<BillCycle, string>> = { monthly: 'Monthly', quarterly: 'Quarterly' };

/** What is the matter with a bill. Total: a new problem does not compile until it has words. */
export const PROBLEM_WORDS: Readonly<Record<BillProblem, string>> = {
  'on-hold': 'On hold',
  closed: 'Closed',
  'no-purchase-order': 'No purchase order',
  'no-contact': 'No billing contact',
  'undecided-fee': 'Fee undecided',
  'no-fee-rule': 'No fee rule',
};

/** What failed, by its code. */
const FAILURES: Readonly<Record<string, string>> = {
  'lpa-billed-meanwhile': 'An LPA of this run was put on another bill meanwhile.',
  'registration-changed': 'A registration changed while it was being billed.',
  'price-changed': 'A price changed while the run was worked out.',
  'bill-does-not-add-up': 'A bill did not add up.',
};

/** Why a run was given up, for whoever has to open the next one. */
export function failureSentence(code: string): string {
  return FAILURES[code] ?? `The books refused what was worked out (${code}).`;
}

/** 'October 2026', or both days of a quarter. */
export function periodOf({ from, before }: Pick<BillRunRow, 'from' | 'before'>): string {
  return formatPeriod({ from, before });
}

/** 'October 2026, monthly'. */
export function titleOf(run: Pick<BillRunRow, 'from' | 'before' | 'cycle' | 'kind'>): string {
  const kind = run.kind === 'supplementary' ? ', supplementary' : '';
  return `${periodOf(run)}, ${CYCLE_WORDS[run.cycle].toLowerCase()}${kind}`;
}

/** The periods of a cycle that are over on `today`, newest first. */
export function periodsOver(cycle: BillCycle, today: LocalDate, count: number): BillingPeriod[] {
  const step = cycle === 'monthly' ? 1 : 3;
  const year = Number(today.slice(0, 4));
  const current = Math.floor((Number(today.slice(5, 7)) - 1) / step);
  return Array.from({ length: count }, (_, back) => {
    const index = year * (12 / step) + current - 1 - back;
    const ofYear = index % (12 / step);
    const inYear = Math.floor(index / (12 / step));
    return cycle === 'monthly' ? monthPeriod(inYear, ofYear + 1) : quarterPeriod(inYear, ofYear + 1);
  });
}
