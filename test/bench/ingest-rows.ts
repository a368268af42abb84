import { randomUUID } from 'node:crypto';
import type { NewRegistration } from '../../server/usage/registration-facts.ts';
import { organisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';
import { addDays, localDate, type LocalDate } from '../../shared/local-date.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';

export const ORGANISATIONS = 2_000;
const FIRST_ORGANISATION = 400_000;
const DAYS = 300;
const LPA_NUMBERS = 100_000_000_000;
/** Has no factor in common with the count of numbers, so that it leads through all of them in no order. */
const STRIDE = 61_803_398_873;

const REFERENCES: readonly OrganisationReference[] = Array.from({ length: ORGANISATIONS }, (_, n) =>
  organisationReference(FIRST_ORGANISATION + n),
);
const FIRST_DAY = localDate('2025-12-01');
const CALENDAR: readonly LocalDate[] = Array.from({ length: DAYS + 60 }, (_, n) => addDays(FIRST_DAY, n));

export function organisationReferences(): readonly OrganisationReference[] {
  return REFERENCES;
}

/**
 * Registration number `n` of the benchmark: its references come in no order, as they do in life, its days nearly do.
 * `of` is how many there are in all.
 */
export function registrationNumber(n: number, of: number): NewRegistration {
  const day = Math.floor((n / of) * DAYS);
  return {
    row: n + 1,
    eventId: randomUUID(),
    occurredAt: '2026-11-20T09:00:00Z',
    facts: {
      lpaReference: modernisedReference(
        String(Number((BigInt(n) * BigInt(STRIDE)) % BigInt(LPA_NUMBERS))).padStart(11, '0'),
      ),
      organisation: REFERENCES[(n * 7) % ORGANISATIONS] ?? organisationReference(FIRST_ORGANISATION),
      lpaKind: n % 2 === 0 ? 'property-and-affairs' : 'health-and-welfare',
      receivedOn: CALENDAR[day] ?? FIRST_DAY,
      registeredOn: CALENDAR[day + (n % 55)] ?? FIRST_DAY,
      feeKind: n % 9 === 0 ? 'half' : 'full',
      channel: n % 3 === 0 ? 'paper' : 'online',
      donorKey: `donor-${Math.floor(n / 2)}`.padEnd(12, '0'),
      ownReference: n % 4 === 0 ? null : `MAT/${n}`,
    },
    statedFee: null,
  };
}
