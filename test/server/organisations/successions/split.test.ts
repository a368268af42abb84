import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import type { AskToSplit } from '../../../../shared/contracts/organisations.ts';
import { localDate } from '../../../../shared/local-date.ts';
import type { LpaReference } from '../../../../shared/lpa-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { issuedRun } from '../../billing/bill-runs/run-under-test.ts';
import { desk } from '../../http/desk.ts';
import { corrected, openFeed, outcomes, registered, type Feed } from '../../usage/feed-under-test.ts';
import { anOrganisation, approveChange } from '../an-organisation.ts';
import { carryOut, holdersOf, merge } from './a-succession.ts';

let books: Books;
let feed: Feed;
let clerk: StaffActor;
let head: OrganisationReference;
let branch: OrganisationReference;
beforeEach(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  clerk = await books.staff('finance');
  head = await anOrganisation(books, { name: 'Head LLP' });
  branch = await anOrganisation(books, { name: 'Branch LLP' });
});
afterEach(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const at = () => desk(books, clerk).organisations;
const on = (registeredOn: string) => registered(head, { receivedOn: '2026-08-03', registeredOn });
const refs = (...events: readonly { readonly lpaReference: string }[]) =>
  events.map(({ lpaReference }) => lpaReference as LpaReference);
const ask = async (lpaReferences: LpaReference[], overrides: Partial<AskToSplit> = {}) =>
  (
    await at().askToSplit({
      ...{ commandId: randomUUID(), reference: head, to: branch, effectiveOn: localDate('2026-11-02') },
      ...{ reason: 'The branch is billed for itself', lpaReferences, ...overrides },
    })
  ).approvalId;

test('a branch takes the chosen registrations along from the day, and is billed for them under its own reference', async () => {
  const [before, goes, stays] = [on('2026-10-30'), on('2026-11-02'), on('2026-11-03')];
  await feed(before, goes, stays);
  const offered = await at().unbilled({ reference: head, from: localDate('2026-11-02') });
  expect(offered).toMatchObject({ more: false, rows: refs(goes, stays).map((lpaReference) => ({ lpaReference })) });
  await approveChange(books, await ask(refs(goes)));
  expect(await holdersOf(books, goes.lpaReference)).toEqual([head]);
  await carryOut(books);
  expect(await holdersOf(books, ...refs(before, goes, stays))).toEqual([head, branch, head]);
  expect(await at().get({ reference: branch })).toMatchObject({ branchOf: { reference: head }, succession: null });
  books.clock.set('2026-12-02T10:00:00.000Z');
  const people = { drafter: clerk, approver: await books.staff('finance-manager') };
  await issuedRun(books, people, { from: localDate('2026-11-01') });
  const bills = `select reference, line_count from invoice join organisation on organisation.id = organisation_id
    order by reference`;
  expect(await books.rows(bills)).toEqual([
    { reference: head, line_count: 2 },
    { reference: branch, line_count: 1 },
  ]);
});

test('what the registration service says of one afterwards stands: it is not taken along again', async () => {
  const goes = on('2026-11-02');
  await feed(goes);
  await approveChange(books, await ask(refs(goes)));
  await carryOut(books);
  const back = corrected(goes.lpaReference, { organisation: head }, { occurredAt: '2026-11-25T09:00:00Z' });
  expect(outcomes(await feed(back))).toEqual(['corrected']);
  await carryOut(books);
  expect(await holdersOf(books, goes.lpaReference)).toEqual([head]);
});

test('in the days to come it is a branch from its day on, and chooses nothing', async () => {
  const goes = on('2026-11-02');
  await feed(goes);
  const later = { effectiveOn: localDate('2026-12-01') };
  await expect(ask(refs(goes), later)).rejects.toMatchObject({ message: 'ORGANISATION_SUCCESSION_REFUSED' });
  await approveChange(books, await ask([], later));
  await carryOut(books);
  expect(await at().get({ reference: branch })).toMatchObject({ branchOf: null });
  books.clock.set('2026-12-01T10:00:00.000Z');
  await carryOut(books);
  expect(await at().get({ reference: branch })).toMatchObject({ branchOf: { reference: head } });
});

test('one that was billed between asking and approving stays where it was billed', async () => {
  const [billed, free] = [on('2026-10-30'), on('2026-11-02')];
  await feed(billed, free);
  const approvalId = await ask(refs(billed, free), { effectiveOn: localDate('2026-10-30') });
  await issuedRun(books, { drafter: clerk, approver: await books.staff('finance-manager') });
  await approveChange(books, approvalId);
  await carryOut(books);
  expect(await holdersOf(books, ...refs(billed, free))).toEqual([head, branch]);
});

test('what does not fit is refused: another’s, an earlier, a billed one, a branch of a branch', async () => {
  const refused = { message: 'ORGANISATION_SUCCESSION_REFUSED' };
  const [mine, early] = [on('2026-11-02'), on('2026-10-01')];
  const others = registered(branch, { receivedOn: '2026-08-03', registeredOn: '2026-11-02' });
  await feed(mine, early, others);
  for (const wrong of [refs(early), refs(mine, others)]) await expect(ask(wrong)).rejects.toMatchObject(refused);
  await issuedRun(books, { drafter: clerk, approver: await books.staff('finance-manager') });
  await expect(ask(refs(early), { effectiveOn: localDate('2026-10-01') })).rejects.toMatchObject(refused);
  const third = await anOrganisation(books);
  await at().setBranchOf({ commandId: randomUUID(), reference: third, branchOf: branch });
  await expect(ask([])).rejects.toMatchObject(refused);
  await merge(books, clerk, third, head);
});
