import { z } from 'zod';

const Text = z.string().max(200);
const EventId = z.uuid();
const Instant = z.iso.datetime();

/** Facts of a registration as the registration service sends them: texts, each read on its own for a reason of its own. */
const Facts = {
  organisation: Text,
  lpaKind: Text,
  receivedOn: Text,
  registeredOn: Text,
  feeKind: Text,
  channel: Text,
  donorKey: Text,
  ownReference: Text.nullable(),
};

const Registered = z.strictObject({
  kind: z.literal('registered'),
  eventId: EventId,
  occurredAt: Instant,
  lpaReference: Text,
  ...Facts,
});
const Corrected = z.strictObject({
  kind: z.literal('corrected'),
  eventId: EventId,
  occurredAt: Instant,
  lpaReference: Text,
  facts: z.strictObject(Facts).partial(),
});
const Withdrawn = z.strictObject({
  kind: z.literal('withdrawn'),
  eventId: EventId,
  occurredAt: Instant,
  lpaReference: Text,
});

/** One thing that happened to one LPA at the registration service. `occurredAt` is its own clock, in UTC. */
export const UsageEvent = z.discriminatedUnion('kind', [Registered, Corrected, Withdrawn]);
export type UsageEvent = z.infer<typeof UsageEvent>;
export type CorrectedEvent = z.infer<typeof Corrected>;

export const MOST_EVENTS = 1_000;

/** What `POST /usage/events` takes. Events are read one by one, so that one bad event does not refuse the others. */
export const UsageBatch = z.strictObject({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS) });
