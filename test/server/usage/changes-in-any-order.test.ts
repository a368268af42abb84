import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDate } from '../../../shared/local-date.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { runs } from '../../shared/property-runs.ts';
import { corrected, newLpa, openFeed, registered, withdrawn, type Feed } from './feed-under-test.ts';

let books: Books;
let feed: Feed;
let organisations: readonly OrganisationReference[];
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  organisations = [await books.organisation('One LLP'), await books.organisation('Two LLP')];
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const day = localDate('2026-09-01');
const anOrganisation = fc.constantFrom(0, 1);
const aDay = fc.integer({ min: 0, max: 40 });
const facts = fc
  .record(
    {
      organisation: anOrganisation,
      days: fc.tuple(aDay, aDay),
      feeKind: fc.constantFrom('full', 'half', 'repeat', 'hardship'),
      channel: fc.constantFrom('online', 'paper'),
      ownReference: fc.constantFrom(null, 'A/1', 'B/2'),
    },
    { requiredKeys: [] },
  )
  .filter((said) => Object.keys(said).length > 0);
/** Few minutes of the source's clock, so that several things happen at the same one. */
const minute = fc.integer({ min: 0, max: 5 });
const aChange = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('corrected' as const), minute, facts }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdrawn' as const), minute }) },
);
type Change = typeof aChange extends fc.Arbitrary<infer C> ? C : never;

interface Ordered {
  readonly changes: readonly Change[];
  /** Where each of the events stands on arrival, the registration among them, and how many come in one batch. */
  readonly arrival: readonly number[];
  readonly batch: number;
}

const story: fc.Arbitrary<Ordered> = fc.array(aChange, { minLength: 1, maxLength: 6 }).chain((changes) => {
  const places = Array.from({ length: changes.length + 1 }, (_, n) => n);
  const arrival = fc.shuffledSubarray(places, { minLength: places.length });
  return fc.record({ changes: fc.constant(changes), arrival, batch: fc.integer({ min: 1, max: 4 }) });
});

const at = (minutes: number): string => `2026-11-21T09:0${minutes}:00Z`;

function eventOf(lpa: string, change: Change) {
  if (change.kind === 'withdrawn') return withdrawn(lpa, { occurredAt: at(change.minute) });
  const { days, organisation, ...others } = change.facts;
  const said = {
    ...others,
    ...(organisation !== undefined && { organisation: organisations[organisation] }),
    ...(days !== undefined && { receivedOn: addDays(day, days[0]), registeredOn: addDays(day, days[0] + days[1]) }),
  };
  return corrected(lpa, said, { occurredAt: at(change.minute) });
}

async function endOf(lpa: string): Promise<unknown> {
  const rows = await books.rows(
    `select organisation.reference as organisation, received_on::text, registered_on::text, fee_kind, registration.channel,
       own_reference, withdrawn_at, registration.version
     from registration join organisation on organisation.id = organisation_id where lpa_reference = ?`,
    [lpa],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

/** The rule, told once more in the plainest way: the latest word on each fact counts, and the earliest withdrawal. */
function expected(changes: readonly { readonly event: ReturnType<typeof eventOf> }[]): Record<string, unknown> {
  const inOrder = changes
    .map(({ event }) => event)
    .toSorted((one, other) => `${one.occurredAt}${one.eventId}`.localeCompare(`${other.occurredAt}${other.eventId}`));
  const said: Record<string, unknown> = {
    organisation: organisations[0],
    feeKind: 'full',
    channel: 'online',
    ownReference: 'SMI/0042',
  };
  let withdrawnAt: string | undefined;
  for (const event of inOrder) {
    if ('facts' in event) Object.assign(said, event.facts);
    else withdrawnAt ??= event.occurredAt;
  }
  return {
    organisation: said['organisation'],
    fee_kind: said['feeKind'],
    channel: said['channel'],
    own_reference: said['ownReference'],
    received_on: said['receivedOn'] ?? day,
    registered_on: said['registeredOn'] ?? addDays(day, 3),
    withdrawn_at: withdrawnAt?.replace('T', ' ').replace('Z', '+00') ?? null,
    version: changes.length + 1,
  };
}

test('corrections and withdrawals come to the same end in whatever order and batches they arrive', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ changes, arrival, batch }) => {
      const lpa = newLpa();
      const [organisation] = organisations;
      if (organisation === undefined) throw new Error('There are organisations');
      const first = registered(organisation, { lpaReference: lpa, receivedOn: day, registeredOn: addDays(day, 3) });
      const told = changes.map((change) => ({ event: eventOf(lpa, change) }));
      const events = [first, ...told.map(({ event }) => event)];
      for (let from = 0; from < arrival.length; from += batch) {
        await feed(...arrival.slice(from, from + batch).map((place) => events[place]));
      }
      expect(await endOf(lpa)).toMatchObject(expected(told));
    }),
    { ...runs(300) },
  );
});
