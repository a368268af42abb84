import { billRounds } from './bill-calendar.ts';
import { planBills, type PlannedBill } from './plan-bills.ts';
import { planCalls } from './plan-calls.ts';
import { planOrganisations, type PlannedOrganisation } from './plan-organisations.ts';
import { planPayments, type PlannedAttempt } from './plan-payments.ts';
import { planToday, setAside } from './plan-present.ts';
import { MOST_LINES, WORLD_SCALES, type WorldSize } from './world-scale.ts';

/** All that is to happen, worked out before any of it does. */
export interface WorldPlan {
  readonly size: WorldSize;
  readonly end: Date;
  readonly organisations: readonly PlannedOrganisation[];
  readonly bills: readonly PlannedBill[];
  /** Earliest first. */
  readonly attempts: readonly PlannedAttempt[];
  /** Unpaid bills of the last round, for attempts that are still under way when the world begins. */
  readonly beingPaid: readonly PlannedBill[];
}

/** The plan of the world that ends at `end`. The same seed, size and end give the same plan, on every machine. */
export function planWorld(seed: string, size: WorldSize, end: Date): WorldPlan {
  const scale = WORLD_SCALES[size];
  const rounds = billRounds(end, scale.months);
  const organisations = planOrganisations(seed, scale, rounds);
  const bills = planBills(seed, organisations, rounds);
  const lineCount = bills.reduce((sum, { lines }) => sum + lines.length, 0);
  if (lineCount > MOST_LINES) throw new Error(`A practice world of ${lineCount} lines is larger than ${MOST_LINES}`);
  const { paidToday, beingPaid } = setAside(bills, scale);
  const left = new Set([...paidToday, ...beingPaid]);
  const calls = organisations.flatMap((organisation) => {
    const its = bills.filter((bill) => bill.organisation === organisation && bill.total > 0 && !left.has(bill));
    return planCalls(seed, organisation, its);
  });
  const attempts = [...planPayments(seed, bills, calls, end), ...planToday(paidToday, end)];
  return { size, end, organisations, bills, attempts: attempts.toSorted(byTime), beingPaid };
}

function byTime(one: PlannedAttempt, other: PlannedAttempt): number {
  return one.at.getTime() - other.at.getTime();
}
