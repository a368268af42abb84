import type { BillingPeriod } from '../../../shared/billing-period.ts';
import type { NewInvoiceLine } from '../../../shared/contracts/billing.ts';
import { sumPence, type Pence } from '../../../shared/money.ts';
import type { BillRound } from './bill-calendar.ts';
import { lpaReferences } from './lpa-references.ts';
import { MATTER_STYLES, planMatter, type MatterSource } from './plan-matters.ts';
import type { PlannedOrganisation } from './plan-organisations.ts';
import { seededRandom, type Random } from './random.ts';

export interface PlannedBill {
  /** Its place among all bills of the world, in the order in which they go out. */
  readonly key: number;
  readonly round: number;
  readonly organisation: PlannedOrganisation;
  readonly issuedAt: Date;
  readonly lines: readonly NewInvoiceLine[];
  readonly total: Pence;
}

const BETWEEN_BILLS_MS = 2_000;
const SHARE_OF_QUIET_MONTHS = 0.4;

/** Every bill of the world, oldest first: one for each organisation and month in which it had anything registered. */
export function planBills(
  seed: string,
  organisations: readonly PlannedOrganisation[],
  rounds: readonly BillRound[],
): PlannedBill[] {
  const nextReference = lpaReferences();
  const sources = new Map(
    organisations.map((organisation) => [organisation.index, matterSource(seed, organisation, nextReference)]),
  );
  const bills: PlannedBill[] = [];
  for (const [round, { registered, issuedAt }] of rounds.entries()) {
    for (const [serial, organisation] of organisations.entries()) {
      const source = sources.get(organisation.index);
      if (source === undefined || !isBilledAt(issuedAt, organisation)) continue;
      const lines = planLines(source, organisation.lpasAMonth, registered);
      if (lines.length === 0) continue;
      const at = new Date(issuedAt.getTime() + serial * BETWEEN_BILLS_MS);
      const total = sumPence(lines.map(({ amount }) => amount));
      bills.push({ key: bills.length, round, organisation, issuedAt: at, lines, total });
    }
  }
  return bills;
}

function matterSource(
  seed: string,
  organisation: PlannedOrganisation,
  nextReference: MatterSource['nextReference'],
): MatterSource {
  const random = seededRandom(`${seed}/matters/${organisation.index}`);
  return {
    random,
    nextReference,
    style: random.pick(MATTER_STYLES),
    numbersMatters: organisation.kind !== 'local-authority' || random.chance(0.5),
    nextMatter: random.between(100, 4_000),
  };
}

function isBilledAt(issuedAt: Date, { joinsAt, statusChange }: PlannedOrganisation): boolean {
  return joinsAt < issuedAt && (statusChange === null || issuedAt < statusChange.at);
}

function planLines(source: MatterSource, lpasAMonth: number, registered: BillingPeriod): NewInvoiceLine[] {
  const wanted = inThisMonth(lpasAMonth, source.random);
  const matters: NewInvoiceLine[][] = [];
  for (let left = wanted; left > 0;) {
    const matter = planMatter(source, left, registered);
    matters.push(matter);
    left -= matter.length;
  }
  return matters.toSorted((one, other) => registrationOf(one).localeCompare(registrationOf(other))).flat();
}

/** An organisation of one or two a month has months with none and months with four. */
function inThisMonth(usual: number, random: Random): number {
  if (usual <= 3) return random.chance(SHARE_OF_QUIET_MONTHS) ? 0 : random.between(1, usual * 2);
  return Math.round(usual * (0.8 + random.next() * 0.4));
}

function registrationOf(matter: readonly NewInvoiceLine[]): string {
  return matter[0]?.registeredOn ?? '';
}
