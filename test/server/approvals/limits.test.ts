import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { pence } from '../../../shared/money.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connected } from '../platform/connected.ts';
import { approveAs, ask, signInAgain, stateOf, subjects, type Subjects } from './an-approval.ts';

/** £250,000 at once and £500,000 for one organisation on one London day. */
const [AT_ONCE, A_DAY] = [25_000_000, 50_000_000];

let books: Books;
let things: Subjects;
let priya: StaffActor;
let margaret: StaffActor;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());
beforeEach(async () => {
  books.clock.set('2026-11-24T10:00:00.000Z');
  things = subjects();
  priya = await books.staff('finance');
  margaret = await books.staff('finance-manager');
});

async function anOrganisation(): Promise<number> {
  const reference = await books.organisation();
  const [row] = await books.rows<{ id: number }>('select id from organisation where reference = ?', [reference]);
  return row?.id ?? 0;
}

const askFor = (amount: number, organisationId: number | null) =>
  ask(books, things, priya, { amount: pence(amount), organisationId });

test('the limit at once is met to the penny and by no penny more', async () => {
  const [at, above] = [await askFor(AT_ONCE, null), await askFor(AT_ONCE + 1, null)];
  await approveAs(books, things, margaret, at);
  await expect(approveAs(books, things, margaret, above)).rejects.toMatchObject({
    code: 'APPROVAL_ABOVE_LIMIT',
    details: { amount: AT_ONCE + 1, limit: AT_ONCE },
  });
});

test('small ones for one organisation add up over the day, and only over the day, the organisation and the person', async () => {
  const [organisation, other] = [await anOrganisation(), await anOrganisation()];
  for (const amount of [AT_ONCE, AT_ONCE - 1]) {
    await approveAs(books, things, margaret, await askFor(amount, organisation));
  }
  const [penny, twopence] = [await askFor(1, organisation), await askFor(2, organisation)];
  await expect(approveAs(books, things, margaret, twopence)).rejects.toMatchObject({
    code: 'APPROVAL_ABOVE_DAY_LIMIT',
    details: { limit: A_DAY },
  });
  await approveAs(books, things, margaret, penny);
  await approveAs(books, things, margaret, await askFor(AT_ONCE, other));
  books.clock.set('2026-11-24T23:59:59.999Z');
  await expect(approveAs(books, things, await signInAgain(books, margaret), twopence)).rejects.toMatchObject({
    code: 'APPROVAL_ABOVE_DAY_LIMIT',
  });
  books.clock.set('2026-11-25T00:00:00.000Z');
  await approveAs(books, things, await signInAgain(books, margaret), twopence);
});

test('the day is London’s: in summer it ends an hour before midnight in UTC', async () => {
  books.clock.set('2026-07-01T22:59:00.000Z');
  const organisation = await anOrganisation();
  const late = await signInAgain(books, margaret);
  for (const amount of [AT_ONCE, AT_ONCE]) {
    await approveAs(books, things, late, await askFor(amount, organisation));
  }
  const next = await askFor(1, organisation);
  await expect(approveAs(books, things, late, next)).rejects.toMatchObject({ code: 'APPROVAL_ABOVE_DAY_LIMIT' });
  books.clock.advance({ minutes: 1 });
  await approveAs(books, things, late, next);
});

test('ten at the same moment, together twice the day’s limit: half of them are approved', async () => {
  const organisation = await anOrganisation();
  const asked = [];
  for (let i = 0; i < 10; i += 1) asked.push(await askFor(10_000_000, organisation));
  const outcomes = await Promise.allSettled(asked.map((one) => approveAs(books, things, margaret, one)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'APPROVAL_ABOVE_DAY_LIMIT' });
  expect(refused).toHaveLength(5);
});

test('a limit of the kind’s own takes the place of the usual one', async () => {
  await connected(books.database.ownerUrl, (owner) =>
    owner.query(`insert into approval_limit values ('finance-manager', 'fee-order', 100, 100)`),
  );
  const asked = await askFor(101, null);
  await expect(approveAs(books, things, margaret, asked)).rejects.toMatchObject({ code: 'APPROVAL_ABOVE_LIMIT' });
  expect(await stateOf(books, asked)).toBe('pending');
  await connected(books.database.ownerUrl, (owner) =>
    owner.query(`delete from approval_limit where subject_kind = 'fee-order'`),
  );
  await approveAs(books, things, margaret, asked);
});
