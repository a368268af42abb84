import type { OrganisationKind } from '../../../shared/contracts/organisations.ts';
import { inventAddress, type Address } from './addresses.ts';
import type { BillRound } from './bill-calendar.ts';
import { inventContact, type BillingContact } from './contacts.ts';
import { NAMED_ORGANISATIONS } from './named-organisations.ts';
import { whenOpen } from './office-hours.ts';
import { seededRandom } from './random.ts';
import { LARGE, type WorldScale } from './world-scale.ts';

/**
 * How an organisation pays by telephone: each bill soon, two or three bills in one call, after the due day, or hardly
 * ever. The largest have bills above what one card may pay, and take some of them to the bank.
 */
export type PayingHabit = 'prompt' | 'together' | 'late' | 'hardly' | 'by-bank';

/** An organisation that is put on hold or closed. It gets no bill from then on, and pays none while on hold. */
export interface StatusChange {
  readonly status: 'on-hold' | 'closed';
  readonly reason: string;
  readonly at: Date;
}

export interface PlannedOrganisation {
  /** Its place among the named organisations. */
  readonly index: number;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly address: Address;
  readonly contact: BillingContact;
  /** A second person of theirs, at some. */
  readonly partner: BillingContact | null;
  /** The number that stands on every bill, where they need one. */
  readonly purchaseOrder: string | null;
  /** The place of the organisation that it is a branch of. */
  readonly branchOf: number | null;
  readonly lpasAMonth: number;
  /** When its details are taken down; the first bill can come from then on. */
  readonly joinsAt: Date;
  readonly habit: PayingHabit;
  readonly statusChange: StatusChange | null;
}

const HABITS: Readonly<Record<Exclude<PayingHabit, 'by-bank'>, number>> = {
  prompt: 26,
  together: 48,
  late: 18,
  hardly: 8,
};

/** Made shortly before a round of bills, counted from the end: 1 is the last. */
const STATUS_CHANGES: Readonly<Record<number, Omit<StatusChange, 'at'> & { readonly roundsAgo: number }>> = {
  11: {
    status: 'on-hold',
    reason: 'A winding-up petition was presented; finance are waiting to hear from the insolvency practitioner.',
    roundsAgo: 2,
  },
  49: {
    status: 'on-hold',
    reason: 'Cards used on two calls were reported stolen; the fraud team is looking into it.',
    roundsAgo: 1,
  },
  24: {
    status: 'closed',
    reason: 'Merged into Ellingham Frost Solicitors, who register from now on.',
    roundsAgo: 3,
  },
};

const DAY_MS = 86_400_000;
const JOINS_DAYS_BEFORE_A_ROUND = 40;
const CHANGES_DAYS_BEFORE_A_ROUND = 4;

/** Who there is, how many LPAs they send and how they pay. */
export function planOrganisations(
  seed: string,
  scale: WorldScale,
  rounds: readonly BillRound[],
): PlannedOrganisation[] {
  return scale.organisations.map((index, serial) => {
    const random = seededRandom(`${seed}/organisation/${index}`);
    const named = NAMED_ORGANISATIONS[index];
    if (named === undefined) throw new Error(`There is no organisation ${index}`);
    const newcomer = rounds.length > 12 && index % 9 === 5;
    const joinsBefore = newcomer ? random.between(3, rounds.length - 3) : 0;
    const joinsAt = daysBeforeRound(rounds, joinsBefore, JOINS_DAYS_BEFORE_A_ROUND);
    return {
      index,
      name: named.name,
      kind: named.kind,
      address: inventAddress(random),
      contact: inventContact(named, serial, random),
      ...peculiaritiesOf(index, serial, scale, seed),
      lpasAMonth: scale.lpasAMonth(index, random),
      joinsAt: new Date(joinsAt.getTime() + serial * 60_000),
      habit: index in LARGE ? 'by-bank' : random.weighted(HABITS),
      statusChange: statusChangeOf(index, rounds),
    };
  });
}

/** Branches of those that stand before them in the list. */
const BRANCHES: ReadonlySet<number> = new Set([4, 8, 20, 59]);

/** What some have and others have not; drawn from a source of its own. */
function peculiaritiesOf(
  index: number,
  serial: number,
  { organisations }: WorldScale,
  seed: string,
): Pick<PlannedOrganisation, 'partner' | 'purchaseOrder' | 'branchOf'> {
  const random = seededRandom(`${seed}/peculiarities/${index}`);
  const named = NAMED_ORGANISATIONS[index];
  const isBranch = BRANCHES.has(index) && organisations.includes(index - 1);
  return {
    partner: named !== undefined && index % 4 === 1 ? inventContact(named, serial + 500, random) : null,
    purchaseOrder: index % 6 === 3 ? `PO-${random.between(10_000, 99_999)}` : null,
    branchOf: isBranch ? index - 1 : null,
  };
}

function statusChangeOf(index: number, rounds: readonly BillRound[]): StatusChange | null {
  const change = STATUS_CHANGES[index];
  if (change === undefined) return null;
  const { status, reason, roundsAgo } = change;
  return { status, reason, at: daysBeforeRound(rounds, rounds.length - roundsAgo, CHANGES_DAYS_BEFORE_A_ROUND) };
}

function daysBeforeRound(rounds: readonly BillRound[], round: number, days: number): Date {
  const issuedAt = rounds[round]?.issuedAt;
  if (issuedAt === undefined) throw new Error(`There is no round ${round} of bills`);
  return whenOpen(new Date(issuedAt.getTime() - days * DAY_MS));
}
