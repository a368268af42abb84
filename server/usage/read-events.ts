import { z } from 'zod';
import type { LocalDate } from '../../shared/local-date.ts';
import { parseLpaReference, type LpaReference } from '../../shared/lpa-reference.ts';
import { readCorrection } from './read-correction.ts';
import { readLpaReference } from './read-facts.ts';
import { readRegistration } from './read-registration.ts';
import type { NewChange, NewRegistration, Refusal, RowResult } from './registration-facts.ts';
import { UsageEvent } from './usage-event.ts';

/** The events of a batch, sorted by what is to be done with them. Rows are counted from 1, in the order of the batch. */
export interface ReadEvents {
  readonly registrations: readonly NewRegistration[];
  readonly changes: readonly NewChange[];
  readonly refused: readonly RowResult[];
  /** Event ids by row, as far as they could be read. */
  readonly eventIds: readonly (string | null)[];
}

type ReadEvent =
  | { readonly kind: 'registration'; readonly registration: NewRegistration }
  | { readonly kind: 'change'; readonly change: NewChange }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly lpaReference: LpaReference | null };

const WithEventId = z.looseObject({ eventId: z.uuid() });

/** Reads each event by itself: one that is wrong is refused with its reason, and the others go on. */
export function readEvents(events: readonly unknown[], today: LocalDate): ReadEvents {
  const registrations: NewRegistration[] = [];
  const changes: NewChange[] = [];
  const refused: RowResult[] = [];
  const eventIds: (string | null)[] = [];
  for (const [index, event] of events.entries()) {
    const row = index + 1;
    const reading = readEvent(event, row, today);
    eventIds.push(WithEventId.safeParse(event).data?.eventId.toLowerCase() ?? null);
    if (reading.kind === 'registration') registrations.push(reading.registration);
    else if (reading.kind === 'change') changes.push(reading.change);
    else refused.push(refusedRow(row, reading.refusal, reading.lpaReference));
  }
  return { registrations, changes, refused, eventIds };
}

/** A row that went no further than its reading. */
export function refusedRow(row: number, refusal: Refusal, lpaReference: LpaReference | null = null): RowResult {
  return { row, outcome: 'refused', refusal, facts: {}, lpaReference };
}

function readEvent(given: unknown, row: number, today: LocalDate): ReadEvent {
  const parsed = UsageEvent.safeParse(given);
  if (!parsed.success) return refusedEvent(malformed(parsed.error), '');
  const event = parsed.data;
  const place = { row, eventId: event.eventId.toLowerCase(), occurredAt: event.occurredAt };
  if (event.kind === 'registered') {
    const facts = readRegistration({ ...event, ownReference: event.ownReference ?? '' }, today);
    if (!facts.ok) return refusedEvent(facts.refusal, event.lpaReference);
    return { kind: 'registration', registration: { ...place, facts: facts.value, statedFee: null } };
  }
  const reference = readLpaReference(event.lpaReference);
  if (!reference.ok) return refusedEvent(reference.refusal, '');
  const about = { ...place, lpaReference: reference.value };
  if (event.kind === 'withdrawn') return { kind: 'change', change: { ...about, kind: 'withdrawal', says: {} } };
  const says = readCorrection(event, today);
  if (!says.ok) return refusedEvent(says.refusal, event.lpaReference);
  return { kind: 'change', change: { ...about, kind: 'correction', says: says.value } };
}

/** Refused, with the LPA it speaks of where that much could be read. */
function refusedEvent(refusal: Refusal, lpa: string): ReadEvent {
  const parsed = parseLpaReference(lpa);
  return { kind: 'refused', refusal, lpaReference: parsed.ok ? parsed.reference : null };
}

/** Names the first field that is wrong, and never repeats what stood in it. */
function malformed(error: z.ZodError): Refusal {
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys';
  const field = issue?.path.map(String).join('.') ?? '';
  return { reason: 'EVENT_MALFORMED', facts: { field: field === '' ? 'event' : field, unknown: unknown ? 1 : 0 } };
}
