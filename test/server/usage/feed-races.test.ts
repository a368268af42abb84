import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { runs } from '../../shared/property-runs.ts';
import { corrected, openFeed, outcomes, registered, withdrawn, type Feed } from './feed-under-test.ts';

let books: Books;
let feed: Feed;
let organisation: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  organisation = await books.organisation();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const ROUNDS = runs(200).numRuns ?? 20;
const times = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

test('the same batch sent many times at once is taken in once', async () => {
  for (const _round of times(ROUNDS)) {
    const events = times(20).map(() => registered(organisation));
    // Each copy lists them the other way round than the one before, so that they meet crosswise.
    const answers = await Promise.all(times(6).map((n) => feed(...(n % 2 === 0 ? events : events.toReversed()))));
    expect(answers.reduce((sum, { counts }) => sum + counts.accepted, 0)).toBe(events.length);
    expect(answers.reduce((sum, { counts }) => sum + counts.duplicate, 0)).toBe(events.length * 5);
  }
});

test('of two events that say different things of one LPA at once, one is taken and the other refused', async () => {
  for (const _round of times(ROUNDS)) {
    const event = registered(organisation);
    const answers = await Promise.all([feed(event), feed({ ...event, eventId: randomUUID(), feeKind: 'half' })]);
    expect(answers.flatMap(outcomes).toSorted()).toEqual(['accepted', 'refused LPA_REGISTERED_DIFFERENTLY']);
  }
});

test('a registration and its changes that arrive at the same moment all count', async () => {
  for (const _round of times(ROUNDS)) {
    const events = times(5).map(() => registered(organisation));
    const changes = events.map(({ lpaReference }) => corrected(lpaReference, { feeKind: 'half' }));
    const ends = events.map(({ lpaReference }) => withdrawn(lpaReference));
    await Promise.all([feed(...events), feed(...changes), feed(...ends), feed(...changes.toReversed())]);
    const rows = await books.rows<{ fee_kind: string; gone: boolean; version: number }>(
      `select fee_kind, withdrawn_at is not null as gone, version from registration where event_id = any(?::uuid[])`,
      [`{${events.map(({ eventId }) => eventId).join(',')}}`],
    );
    expect(rows).toEqual(events.map(() => ({ fee_kind: 'half', gone: true, version: 3 })));
  }
});
