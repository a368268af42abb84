import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApprovalsRouter } from '../../../server/approvals/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createCallerFactory } from '../../../server/platform/trpc.ts';
import { pence } from '../../../shared/money.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { approveAs, ask, returnAs, subjects, type Asked, type Subjects } from './an-approval.ts';

let books: Books;
let things: Subjects;
let priya: StaffActor;
let margaret: StaffActor;
let plain: Asked;
let hers: Asked;
let edited: Asked;
let large: Asked;
beforeAll(async () => {
  books = await openBooks();
  things = subjects();
  priya = await books.staff('finance');
  margaret = await books.staff('finance-manager');
  plain = await ask(books, things, priya, { title: 'Plain' });
  hers = await ask(books, things, margaret, { title: 'Hers' });
  edited = await ask(books, things, priya, { title: 'Edited', editors: [margaret.staffId] });
  large = await ask(books, things, priya, { title: 'Large', amount: pence(25_000_001) });
});
afterAll(() => books.close());

function as(actor: StaffActor) {
  const log = createLogger('silent');
  const ctx = { requestId: 'test', actor, em: books.orm.em.fork(), clock: books.clock, log };
  return createCallerFactory(createApprovalsRouter([things]))(ctx);
}

test('the inbox says of each what stands in the reader’s way, oldest first', async () => {
  const { rows, forMe } = await as(margaret).inbox({});
  expect(rows.map(({ title, obstacle, limit }) => [title, obstacle, limit])).toEqual([
    ['Plain', null, null],
    ['Hers', 'mine', null],
    ['Edited', 'edited', null],
    ['Large', 'above-limit', 25_000_000],
  ]);
  expect(forMe).toBe(1);
});

test('who decides nothing of the kind sees them all and may decide none', async () => {
  const { rows, forMe } = await as(await books.staff('auditor')).inbox({});
  expect(rows.map(({ obstacle }) => obstacle)).toEqual(['role', 'role', 'role', 'role']);
  expect(forMe).toBe(0);
});

test('an old sign-in is the last thing in the way, and does not lower the count', async () => {
  books.clock.advance({ minutes: 6 });
  const { rows, forMe } = await as(margaret).inbox({});
  expect(rows.map(({ obstacle }) => obstacle)).toEqual(['sign-in-too-old', 'mine', 'edited', 'above-limit']);
  expect(forMe).toBe(1);
  books.clock.set('2026-11-24T10:00:00.000Z');
});

test('one approval is shown as it was asked for, with its editors and until when the sign-in holds', async () => {
  const record = await as(margaret).get({ approvalId: edited.approvalId });
  expect(record).toMatchObject({
    subjectHash: edited.hash,
    summary: [{ label: 'Full fee', value: '£92.00' }],
    editors: [margaret.name],
    requestedBy: priya.name,
    mayReturn: false,
    freshUntil: '2026-11-24T10:05:00.000Z',
    decision: null,
  });
  expect(await as(margaret).get({ approvalId: large.approvalId })).toMatchObject({ mayReturn: true });
  await expect(as(margaret).get({ approvalId: 999_999 })).rejects.toMatchObject({ message: 'APPROVAL_NOT_FOUND' });
});

test('history shows what ended, newest first and a page at a time; one’s own requests show in every state', async () => {
  await approveAs(books, things, margaret, plain);
  await returnAs(books, things, margaret, large, 'Too much');
  const first = await as(margaret).history({ show: 'ended', limit: 1 });
  expect(first.rows.map(({ title, state, decision }) => [title, state, decision?.by, decision?.reason])).toEqual([
    ['Large', 'returned', margaret.name, 'Too much'],
  ]);
  const second = await as(margaret).history({ show: 'ended', limit: 1, cursor: first.nextCursor });
  expect(second.rows.map(({ title, state }) => [title, state])).toEqual([['Plain', 'approved']]);
  expect(second.nextCursor).toBeNull();
  const mine = await as(priya).history({ show: 'mine' });
  expect(mine.rows.map(({ title, state }) => [title, state])).toEqual([
    ['Large', 'returned'],
    ['Edited', 'pending'],
    ['Plain', 'approved'],
  ]);
  expect((await as(margaret).history({ show: 'mine' })).rows.map(({ approvalId }) => approvalId)).toEqual([
    hers.approvalId,
  ]);
});
