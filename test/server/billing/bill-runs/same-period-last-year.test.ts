import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { desk } from '../../http/desk.ts';
import { openFeed, registered } from '../../usage/feed-under-test.ts';
import { inReview, issuedRun } from './run-under-test.ts';

let books: Books;
let people: { readonly drafter: StaffActor; readonly approver: StaffActor };
beforeAll(async () => {
  books = await openBooks();
  people = { drafter: await books.staff('finance'), approver: await books.staff('finance-manager') };
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

test('each bill stands beside what its organisation was billed for the same period a year ago, and no other', async () => {
  const feed = await openFeed(books);
  const [old, young] = [await books.organisation('Old & Co'), await books.organisation('Young LLP')];
  const on = (registeredOn: string) => registered(old, { receivedOn: '2025-08-01', registeredOn });
  await feed(on('2025-10-02'), on('2025-10-31'));
  await issuedRun(books, people, { from: localDate('2025-10-01') });
  await feed(on('2025-11-03'));
  await issuedRun(books, people, { from: localDate('2025-11-01') });
  await feed(registered(old, { registeredOn: '2026-10-05' }), registered(young, { registeredOn: '2026-10-05' }));
  const billRunId = await inReview(books, people.drafter);
  const { rows } = await desk(books, people.drafter).billRuns.bills({ billRunId });
  expect(
    rows.map(({ organisation, yearAgoLines, yearAgoTotal }) => [organisation.name, yearAgoLines, yearAgoTotal]),
  ).toEqual([
    ['Old & Co', 2, 2 * 8_200],
    ['Young LLP', null, null],
  ]);
});
