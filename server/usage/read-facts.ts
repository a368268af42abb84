import { parseOrganisationReference } from '../../shared/checked-reference.ts';
import { LPA_KINDS } from '../../shared/contracts/billing.ts';
import { REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../shared/contracts/usage.ts';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { isLocalDate, type LocalDate } from '../../shared/local-date.ts';
import { parseLpaReference, suggestLpaCorrections, type LpaReference } from '../../shared/lpa-reference.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { Refusal, RowFacts } from './registration-facts.ts';

/** A value that was read, or why it was refused. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const MOST_SUGGESTIONS = 3;
const MOST_OWN_REFERENCE = 60;

const read = <T>(value: T): Reading<T> => ({ ok: true, value });

/** Refuses, with the facts its sentence needs. */
export function refuse(reason: Refusal['reason'], facts: RowFacts = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { reason, facts } };
}

/** An LPA reference however it was written; a wrong check digit comes with what was likely meant. */
export function readLpaReference(text: string): Reading<LpaReference> {
  const parsed = parseLpaReference(text);
  if (parsed.ok) return read(parsed.reference);
  if (parsed.problem === 'empty') return refuse('VALUE_MISSING', { column: 'lpa_reference' });
  if (parsed.problem !== 'wrong-check-digit') return refuse('LPA_REFERENCE_WRONG');
  const likely = suggestLpaCorrections(text).slice(0, MOST_SUGGESTIONS);
  return refuse('LPA_CHECK_DIGIT_WRONG', { given: text.slice(0, 20), likely: likely.join(' or ') });
}

/** An organisation's reference with its check letter. Whether there is such an organisation is for the database to say. */
export function readOrganisation(text: string): Reading<OrganisationReference> {
  const parsed = parseOrganisationReference(text);
  if (parsed.ok) return read(parsed.reference);
  if (parsed.problem === 'empty') return refuse('VALUE_MISSING', { column: 'organisation' });
  return refuse('ORGANISATION_REFERENCE_WRONG');
}

const realDays = new Map<string, boolean>();
const MOST_REMEMBERED = 20_000;

/** Files name the same few hundred days over and over; asking the calendar each time would take half of the reading. */
function isRealDay(text: string): text is LocalDate {
  const known = realDays.get(text);
  if (known !== undefined) return known;
  const real = isLocalDate(text);
  if (realDays.size < MOST_REMEMBERED) realDays.set(text, real);
  return real;
}

/** Days on which an LPA was received and registered: real, not to come, in that order. `today` is London's. */
export function readDays(
  receivedOn: string,
  registeredOn: string,
  today: LocalDate,
): Reading<{ readonly receivedOn: LocalDate; readonly registeredOn: LocalDate }> {
  if (receivedOn === '') return refuse('VALUE_MISSING', { column: 'received_on' });
  if (registeredOn === '') return refuse('VALUE_MISSING', { column: 'registered_on' });
  if (!isRealDay(receivedOn)) return refuse('DATE_WRONG', { column: 'received_on' });
  if (!isRealDay(registeredOn)) return refuse('DATE_WRONG', { column: 'registered_on' });
  if (receivedOn > today) return refuse('DATE_IN_FUTURE', { column: 'received_on', day: receivedOn });
  if (registeredOn > today) return refuse('DATE_IN_FUTURE', { column: 'registered_on', day: registeredOn });
  if (registeredOn < receivedOn) return refuse('REGISTERED_BEFORE_RECEIVED', { receivedOn, registeredOn });
  return read({ receivedOn, registeredOn });
}

function readOneOf<Known extends string>(known: readonly Known[], column: string, text: string): Reading<Known> {
  if (text === '') return refuse('VALUE_MISSING', { column });
  const value = known.find((name) => name === text);
  return value === undefined ? refuse('VALUE_UNKNOWN', { column, known: known.join(', ') }) : read(value);
}

export const readLpaKind = (text: string) => readOneOf(LPA_KINDS, 'lpa_kind', text);
export const readFeeKind = (text: string) => readOneOf(REGISTRATION_FEE_KINDS, 'fee_kind', text);
export const readChannel = (text: string) => readOneOf(REGISTRATION_CHANNELS, 'channel', text);

/** A pseudonymous key of 8 to 64 letters, digits, - and _: nothing that could be a name with its spaces. */
export function readDonorKey(text: string): Reading<string> {
  if (text === '') return refuse('VALUE_MISSING', { column: 'donor_key' });
  if (!/^[A-Za-z0-9_-]{8,64}$/.test(text)) return refuse('DONOR_KEY_WRONG');
  return containsCardNumber(text) ? refuse('CARD_NUMBER', { column: 'donor_key' }) : read(text);
}

/** True for text that a spreadsheet would run as a formula, full-width signs included. */
export function isFormula(text: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/u.test(text);
}

/** The organisation's own matter reference; empty is none. */
export function readOwnReference(text: string): Reading<string | null> {
  const column = 'own_reference';
  if (text === '') return read(null);
  if (text.length > MOST_OWN_REFERENCE) return refuse('TEXT_TOO_LONG', { column, most: MOST_OWN_REFERENCE });
  if (/\p{Cc}/u.test(text)) return refuse('ROW_CONTROL_CHARACTERS');
  if (isFormula(text)) return refuse('FORMULA', { column });
  if (containsCardNumber(text)) return refuse('CARD_NUMBER', { column });
  return read(text);
}
