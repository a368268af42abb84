import { createHash } from 'node:crypto';
import type { NewInvoiceLine } from '../../../shared/contracts/billing.ts';
import { addDays, compareLocalDates, londonDay, startOfLondonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { PlannedOrganisation } from './plan-organisations.ts';

/** One registration as the registration service tells of it. */
export interface PlannedRegistration {
  readonly organisation: PlannedOrganisation;
  readonly line: NewInvoiceLine;
  /** Undecided until evidence is judged; such a one stands on no bill yet. */
  readonly isUndecided: boolean;
}

/** What the registration service sends at once. */
export interface PlannedDelivery {
  readonly at: Date;
  readonly registrations: readonly PlannedRegistration[];
}

const HOUR_MS = 3_600_000;
const MOST_AT_ONCE = 1_000;
const SATURDAY = 6;
const ONE_UNDECIDED_IN = 61;

/**
 * Deliveries of everything registered, each Saturday and first of a month, and of the last days just before `end`. Of
 * what is not billed yet, one in some waits for a decision about its fee.
 */
export function planRegistrations(
  billed: readonly PlannedBill[],
  unbilled: readonly PlannedBill[],
  end: Date,
): PlannedDelivery[] {
  const all = [...of(billed, false), ...of(unbilled, true)].toSorted(
    (one, other) =>
      compareLocalDates(one.line.registeredOn, other.line.registeredOn) ||
      one.line.lpaReference.localeCompare(other.line.lpaReference, 'en-GB'),
  );
  const groups = new Map<number, PlannedRegistration[]>();
  for (const registration of all) {
    const at = deliveredAt(registration, end).getTime();
    groups.set(at, [...(groups.get(at) ?? []), registration]);
  }
  return [...groups].flatMap(([at, registrations]) =>
    Array.from({ length: Math.ceil(registrations.length / MOST_AT_ONCE) }, (_, part) => ({
      at: new Date(at + part * 1_000),
      registrations: registrations.slice(part * MOST_AT_ONCE, (part + 1) * MOST_AT_ONCE),
    })),
  );
}

function of(bills: readonly PlannedBill[], mayBeUndecided: boolean): PlannedRegistration[] {
  const lines = bills.flatMap(({ organisation, lines }) => lines.map((line) => ({ organisation, line })));
  return lines.map((each, place) => ({
    ...each,
    isUndecided: mayBeUndecided && place % ONE_UNDECIDED_IN === ONE_UNDECIDED_IN - 1,
  }));
}

/** Early on the next Saturday or first of a month on which its organisation is known, or else an hour before the end. */
function deliveredAt({ line, organisation }: PlannedRegistration, end: Date): Date {
  const known = londonDay(new Date(organisation.joinsAt.getTime()));
  let day = addDays(compareLocalDates(line.registeredOn, known) < 0 ? known : line.registeredOn, 1);
  while (!isDeliveryDay(day)) day = addDays(day, 1);
  const at = new Date(startOfLondonDay(day).getTime() + HOUR_MS);
  const last = new Date(end.getTime() - HOUR_MS);
  return at < last ? at : last;
}

function isDeliveryDay(day: LocalDate): boolean {
  return day.endsWith('-01') || new Date(`${day}T12:00:00Z`).getUTCDay() === SATURDAY;
}

/** A stable id for what happened to an LPA, so that the same world has the same events. */
export function eventIdOf({ line }: PlannedRegistration): string {
  const hex = createHash('sha256').update(`practice event ${line.lpaReference}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** A key that groups the LPAs of one matter without saying whose they are. */
export function donorKeyOf({ line, organisation }: PlannedRegistration): string {
  const matter = `${organisation.index} ${line.ownReference ?? line.lpaReference}`;
  return createHash('sha256').update(`practice donor ${matter}`).digest('base64url').slice(0, 22);
}
