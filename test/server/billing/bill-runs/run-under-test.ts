import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach } from 'vitest';
import { approve } from '../../../../server/approvals/index.ts';
import { billRunApplier, workOnBillRuns } from '../../../../server/billing/index.ts';
import { draftBillRun } from '../../../../server/billing/bill-runs/draft-bill-run.ts';
import { sendForApproval } from '../../../../server/billing/bill-runs/send-for-approval.ts';
import { startIssuing } from '../../../../server/billing/bill-runs/start-issuing.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { DraftBillRun } from '../../../../shared/contracts/bill-runs.ts';
import { localDate } from '../../../../shared/local-date.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { openFeed, registered, type Feed } from '../../usage/feed-under-test.ts';

/** Work is done when the test says so, never behind its back. */
export const NO_JOBS = { enqueue: () => Promise.resolve() };

/** Books with a drafter, an approver and one organisation, new for every test. */
export class BillRunOffice {
  books!: Books;
  feed!: Feed;
  drafter!: StaffActor;
  approver!: StaffActor;
  organisation!: OrganisationReference;

  /** Registered in October, received after the last fee change unless said otherwise. */
  inOctober(overrides: Partial<Parameters<typeof registered>[1]> = {}) {
    return registered(this.organisation, { receivedOn: '2026-08-03', registeredOn: '2026-10-12', ...overrides });
  }

  invoices() {
    return this.books.rows<{ number: string; total: number; line_count: number; outstanding: number }>(
      'select number, total, line_count, outstanding from invoice_standing order by id',
    );
  }
}

/** An office for each test of a file; its books are proved in order after each. */
export function useBillRuns(): BillRunOffice {
  const office = new BillRunOffice();
  beforeEach(async () => {
    office.books = await openBooks();
    office.feed = await openFeed(office.books);
    office.drafter = await office.books.staff('finance');
    office.approver = await office.books.staff('finance-manager');
    office.organisation = await office.books.organisation();
  });
  afterEach(async () => {
    await expectBooksInOrder(office.books);
    await office.books.close();
  });
  return office;
}

/** A run of October 2026, monthly, as its drafter opens it; nothing is worked out yet. */
export async function draft(books: Books, by: StaffActor, overrides: Partial<DraftBillRun> = {}): Promise<number> {
  const input = {
    commandId: randomUUID(),
    kind: 'cycle' as const,
    cycle: 'monthly' as const,
    from: localDate('2026-10-01'),
    ...overrides,
  };
  const { billRunId } = await runCommand(books.as(by), 'billRuns.draft', input, (scope, given) =>
    draftBillRun(scope, given, NO_JOBS),
  );
  return billRunId;
}

/** Opened and worked out, ready to be looked at. */
export async function inReview(books: Books, by: StaffActor, overrides: Partial<DraftBillRun> = {}): Promise<number> {
  const billRunId = await draft(books, by, overrides);
  await workOnBillRuns(books.system);
  return billRunId;
}

export async function send(books: Books, by: StaffActor, billRunId: number): Promise<number> {
  const input = { commandId: randomUUID(), billRunId };
  return (await runCommand(books.as(by), 'billRuns.sendForApproval', input, sendForApproval)).approvalId;
}

export async function approveAs(books: Books, by: StaffActor, approvalId: number): Promise<void> {
  const [row] = await books.rows<{ hash: string }>('select subject_hash as hash from approval where id = ?', [
    approvalId,
  ]);
  const input = { commandId: randomUUID(), approvalId, subjectHash: row?.hash ?? '' };
  await approve(books.as(by), [billRunApplier], input);
}

export async function issue(books: Books, by: StaffActor, billRunId: number): Promise<void> {
  const input = { commandId: randomUUID(), billRunId };
  await runCommand(books.as(by), 'billRuns.issue', input, (scope, given) => startIssuing(scope, given, NO_JOBS));
}

/** All the way: opened, worked out, approved by another, issued. */
export async function issuedRun(
  books: Books,
  people: { readonly drafter: StaffActor; readonly approver: StaffActor },
  overrides: Partial<DraftBillRun> = {},
): Promise<number> {
  const billRunId = await inReview(books, people.drafter, overrides);
  await approveAs(books, people.approver, await send(books, people.drafter, billRunId));
  await issue(books, people.drafter, billRunId);
  await workOnBillRuns(books.system);
  return billRunId;
}

export async function stateOf(books: Books, billRunId: number): Promise<string> {
  const [row] = await books.rows<{ state: string }>('select state from bill_run where id = ?', [billRunId]);
  return row?.state ?? 'none';
}
