import { monthPeriod, type BillingPeriod } from '../../../shared/billing-period.ts';
import { billRounds, runningMonth } from './bill-calendar.ts';
import { planBills, type PlannedBill } from './plan-bills.ts';
import { planCalls } from './plan-calls.ts';
import { planOrganisations, type PlannedOrganisation } from './plan-organisations.ts';
import { planPayments, type PlannedAttempt } from './plan-payments.ts';
import { planRegistrations, type PlannedDelivery } from './plan-registrations.ts';
import { planToday, setAside } from './plan-present.ts';
import { MOST_LINES, WORLD_SCALES, type WorldSize } from './world-scale.ts';

/** All that is to happen, worked out before any of it does. */
export interface WorldPlan {
  readonly size: WorldSize;
  readonly end: Date;
  readonly organisations: readonly PlannedOrganisation[];
  readonly bills: readonly PlannedBill[];
  /** The newest bills go out by a bill run, so that the next one has something to be compared with. */
  readonly lastRun: { readonly round: number; readonly period: BillingPeriod };
  /** What the registration service sends: all that is billed, and all that a bill run is to bill. */
  readonly deliveries: readonly PlannedDelivery[];
  /** Earliest first. */
  readonly attempts: readonly PlannedAttempt[];
  /** Unpaid bills of the last round, for attempts that are still under way when the world begins. */
  readonly beingPaid: readonly PlannedBill[];
}

/** Of a world without bills. */
const NO_PERIOD = monthPeriod(2025, 1);

/** The plan of the world that ends at `end`. The same seed, size and end give the same plan, on every machine. */
export function planWorld(seed: string, size: WorldSize, end: Date): WorldPlan {
  const scale = WORLD_SCALES[size];
  const rounds = billRounds(end, scale.months);
  const organisations = planOrganisations(seed, scale, rounds);
  const drawn = planBills(seed, organisations, [...rounds, ...runningMonth(rounds, end)]);
  // The last month that is over is left to a bill run, and the one that runs is not over.
  const bills = drawn.filter(({ round }) => round < rounds.length - 1);
  const unbilled = drawn.filter(({ round }) => round >= rounds.length - 1);
  const lineCount = drawn.reduce((sum, { lines }) => sum + lines.length, 0);
  if (lineCount > MOST_LINES) throw new Error(`A practice world of ${lineCount} lines is larger than ${MOST_LINES}`);
  const { paidToday, beingPaid } = setAside(bills, scale);
  const left = new Set([...paidToday, ...beingPaid]);
  const calls = organisations.flatMap((organisation) => {
    const its = bills.filter((bill) => bill.organisation === organisation && bill.total > 0 && !left.has(bill));
    return planCalls(seed, organisation, its);
  });
  const attempts = [...planPayments(seed, bills, calls, end), ...planToday(paidToday, end)];
  const deliveries = planRegistrations(bills, unbilled, end);
  const lastRound = rounds.length - 2;
  const lastRun = { round: lastRound, period: rounds[lastRound]?.registered ?? NO_PERIOD };
  return { size, end, organisations, bills, lastRun, deliveries, attempts: attempts.toSorted(byTime), beingPaid };
}

function byTime(one: PlannedAttempt, other: PlannedAttempt): number {
  return one.at.getTime() - other.at.getTime();
}
