import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workOnBillRuns } from '../../../../server/billing/index.ts';
import { cancelBillRun } from '../../../../server/billing/bill-runs/cancel-bill-run.ts';
import { openDueBillRuns } from '../../../../server/billing/bill-runs/open-due-bill-runs.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { openFeed, registered, type Feed } from '../../usage/feed-under-test.ts';
import { draft, inReview, issuedRun, NO_JOBS } from './run-under-test.ts';

let books: Books;
let feed: Feed;
let drafter: StaffActor;
let approver: StaffActor;
let organisation: OrganisationReference;

beforeEach(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  drafter = await books.staff('finance');
  approver = await books.staff('finance-manager');
  organisation = await books.organisation();
});
afterEach(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

/** Registered in October, received after the last fee change unless said otherwise. */
const inOctober = (overrides: Partial<Parameters<typeof registered>[1]> = {}) =>
  registered(organisation, { receivedOn: '2026-08-03', registeredOn: '2026-10-12', ...overrides });

const invoices = () =>
  books.rows<{ number: string; total: number; line_count: number; outstanding: number }>(
    'select number, total, line_count, outstanding from invoice_standing order by id',
  );
const command = () => ({ commandId: randomUUID() });
describe('one live run for a cycle and period', () => {
  test('a second is refused, in a race too', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => draft(books, drafter)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'BILL_RUN_ALREADY_OPEN' });
    }
  });

  test('a cancelled one makes room once its drafts are gone', async () => {
    await feed(inOctober());
    const billRunId = await inReview(books, drafter);
    await runCommand(books.as(drafter), 'billRuns.cancel', { ...command(), billRunId }, (scope, input) =>
      cancelBillRun(scope, input, NO_JOBS),
    );
    await expect(draft(books, drafter)).rejects.toMatchObject({ code: 'BILL_RUN_CLEARING' });
    await workOnBillRuns(books.system);
    expect(await books.rows('select from invoice_line')).toEqual([]);
    await issuedRun(books, { drafter, approver });
    expect(await invoices()).toHaveLength(1);
  });

  test('a period that is not over, a day that begins none, a supplementary run before its run', async () => {
    await expect(draft(books, drafter, { from: localDate('2026-11-01') })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_NOT_OVER',
    });
    await expect(draft(books, drafter, { from: localDate('2026-10-02') })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_REFUSED',
    });
    await expect(draft(books, drafter, { cycle: 'quarterly', from: localDate('2026-08-01') })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_REFUSED',
    });
    await expect(draft(books, drafter, { kind: 'supplementary' })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_REFUSED',
    });
  });

  test('the runs that fall due are opened in the morning, once', async () => {
    await openDueBillRuns(books.system, NO_JOBS);
    await openDueBillRuns(books.system, NO_JOBS);
    expect(await books.rows('select cycle, period_from::text as from, drafted_by from bill_run order by id')).toEqual([
      { cycle: 'monthly', from: '2026-10-01', drafted_by: null },
    ]);
  });
});
