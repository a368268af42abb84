import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workOnBillRuns } from '../../../../server/billing/index.ts';
import { cancelBillRun } from '../../../../server/billing/bill-runs/cancel-bill-run.ts';
import { excludeLine, includeLine } from '../../../../server/billing/bill-runs/exclude-line.ts';
import { getBillRun } from '../../../../server/billing/bill-runs/get-bill-run.ts';
import { holdBills } from '../../../../server/billing/bill-runs/hold-bills.ts';
import { recomputeBillRun } from '../../../../server/billing/bill-runs/recompute-bill-run.ts';
import { setOrganisationStatus } from '../../../../server/organisations/index.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { corrected, openFeed, registered, type Feed } from '../../usage/feed-under-test.ts';
import { approveAs, inReview, issue, issuedRun, NO_JOBS, send, stateOf } from './run-under-test.ts';

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
const billIds = async (billRunId: number) =>
  (await books.rows<{ id: number }>('select id from bill where bill_run_id = ? order by id', [billRunId])).map(
    ({ id }) => id,
  );

test('a run bills what was registered up to the end of its period, at the price of the day it was received', async () => {
  await feed(
    inOctober({ receivedOn: '2025-11-16' }),
    inOctober({ receivedOn: '2025-11-17' }),
    inOctober({ receivedOn: '2025-11-17', feeKind: 'quarter' }),
    inOctober({ feeKind: 'exempt' }),
    inOctober({ registeredOn: '2026-09-30' }),
    inOctober({ registeredOn: '2026-11-01' }),
  );
  const billRunId = await issuedRun(books, { drafter, approver });
  expect(await stateOf(books, billRunId)).toBe('issued');
  expect(await invoices()).toMatchObject([{ total: 8200 + 9200 + 2300 + 0 + 9200, line_count: 5 }]);
});

test('nothing is billed before its run is approved and issued', async () => {
  await feed(inOctober());
  await inReview(books, drafter);
  expect(await invoices()).toEqual([]);
  expect(await books.rows('select from journal')).toEqual([]);
});

test('what is billed once is not billed again, by whatever later run', async () => {
  await feed(inOctober(), inOctober());
  await issuedRun(books, { drafter, approver });
  const late = inOctober();
  await feed(late);
  await issuedRun(books, { drafter, approver }, { kind: 'supplementary' });
  expect(await invoices()).toMatchObject([{ line_count: 2 }, { line_count: 1 }]);
  expect(
    await books.rows('select lpa_reference from invoice_line where lpa_reference = ?', [late.lpaReference]),
  ).toHaveLength(1);
});

test('a registration that is undecided waits, and its bill says so', async () => {
  const undecided = inOctober({ feeKind: 'hardship' });
  await feed(inOctober(), undecided);
  const first = await issuedRun(books, { drafter, approver });
  expect(await getBillRun(books.orm.em.fork(), first)).toMatchObject({
    undecided: 1,
    problems: [{ problem: 'undecided-fee', bills: 1 }],
  });
  await feed(corrected(undecided.lpaReference, { feeKind: 'half' }));
  await issuedRun(books, { drafter, approver }, { kind: 'supplementary' });
  expect(await invoices()).toMatchObject([{ total: 9200 }, { total: 4600 }]);
});

describe('four eyes', () => {
  test('neither the drafter nor an editor can approve, and an edit takes an approval away', async () => {
    await feed(inOctober());
    const billRunId = await inReview(books, approver);
    const asked = await send(books, approver, billRunId);
    await expect(approveAs(books, approver, asked)).rejects.toMatchObject({
      code: expect.stringMatching(/^APPROVAL_/),
    });

    const editor = await books.staff('finance-manager');
    const [billId = 0] = await billIds(billRunId);
    const hold = { ...command(), billRunId, billIds: [billId], reason: 'Being looked into' };
    await runCommand(books.as(editor), 'billRuns.hold', hold, holdBills);
    const letGo = { ...command(), billRunId, billIds: [billId], reason: null };
    await runCommand(books.as(editor), 'billRuns.hold', letGo, holdBills);
    const again = await send(books, approver, billRunId);
    await expect(approveAs(books, editor, again)).rejects.toMatchObject({ code: expect.stringMatching(/^APPROVAL_/) });
    const third = await books.staff('finance-manager');
    await approveAs(books, third, again);
    expect(await stateOf(books, billRunId)).toBe('approved');

    await runCommand(books.as(editor), 'billRuns.hold', { ...hold, ...command() }, holdBills);
    expect(await stateOf(books, billRunId)).toBe('review');
    await expect(issue(books, drafter, billRunId)).rejects.toMatchObject({ code: 'BILL_RUN_NOT_OPEN' });
  });

  test("nor by SQL as the server's own role", async () => {
    await feed(inOctober());
    const billRunId = await inReview(books, approver);
    await expect(
      books.rows(
        `update bill_run set state = 'approved', approved_by = drafted_by, approved_hash = sha256('x') where id = ?`,
        [billRunId],
      ),
    ).rejects.toThrow(/check constraint/);
    await expect(books.rows(`update bill_run set state = 'issuing' where id = ?`, [billRunId])).rejects.toThrow();
  });
});

describe('what is held or left out', () => {
  test('stays behind when the rest is sent, and the next run takes it up', async () => {
    const other = await books.organisation('Another');
    const kept = registered(other, { receivedOn: '2026-08-03', registeredOn: '2026-10-02' });
    const leftOut = inOctober();
    await feed(inOctober(), leftOut, kept);
    const billRunId = await inReview(books, drafter);
    const [, second = 0] = await billIds(billRunId);
    await runCommand(
      books.as(drafter),
      'billRuns.hold',
      { ...command(), billRunId, billIds: [second], reason: 'Disputed' },
      holdBills,
    );
    const [line] = await books.rows<{ id: number }>('select id from invoice_line where lpa_reference = ?', [
      leftOut.lpaReference,
    ]);
    await runCommand(
      books.as(drafter),
      'billRuns.excludeLine',
      { ...command(), lineId: line?.id ?? 0, reason: 'Not theirs' },
      excludeLine,
    );
    await approveAs(books, approver, await send(books, drafter, billRunId));
    await issue(books, drafter, billRunId);
    await workOnBillRuns(books.system);
    expect(await invoices()).toMatchObject([{ line_count: 1 }]);
    expect(await books.rows('select standing, reason from bill_left_out')).toEqual([
      { standing: 'held', reason: 'Disputed' },
    ]);

    await issuedRun(books, { drafter, approver }, { kind: 'supplementary' });
    expect(await invoices()).toHaveLength(3);
    expect(await books.rows('select from invoice_line where live')).toHaveLength(3);
  });

  test('a line that was left out can be taken back in', async () => {
    await feed(inOctober(), inOctober());
    const billRunId = await inReview(books, drafter);
    const [line] = await books.rows<{ id: number; registration_id: number }>(
      'select id, registration_id from invoice_line limit 1',
    );
    await runCommand(
      books.as(drafter),
      'billRuns.excludeLine',
      { ...command(), lineId: line?.id ?? 0, reason: 'Wrong' },
      excludeLine,
    );
    expect((await getBillRun(books.orm.em.fork(), billRunId)).ready).toMatchObject({ lines: 1, total: 9200 });
    const back = { ...command(), billRunId, registrationId: line?.registration_id ?? 0 };
    await runCommand(books.as(drafter), 'billRuns.includeLine', back, includeLine);
    expect((await getBillRun(books.orm.em.fork(), billRunId)).ready).toMatchObject({ lines: 2, total: 18_400 });
  });

  test('a bill of an organisation on hold is held by itself and cannot be let go', async () => {
    await feed(inOctober());
    await runCommand(
      books.as(drafter),
      'organisations.setStatus',
      { ...command(), reference: organisation, status: 'on-hold' as const, reason: 'Insolvency' },
      setOrganisationStatus,
    );
    const billRunId = await inReview(books, drafter);
    expect(await getBillRun(books.orm.em.fork(), billRunId)).toMatchObject({
      held: 1,
      ready: { bills: 0 },
      problems: [{ problem: 'on-hold' }],
    });
    const letGo = { ...command(), billRunId, billIds: await billIds(billRunId), reason: null };
    await expect(runCommand(books.as(drafter), 'billRuns.hold', letGo, holdBills)).rejects.toMatchObject({
      code: 'BILL_MUST_WAIT',
    });
    await expect(send(books, drafter, billRunId)).rejects.toMatchObject({ code: 'BILL_RUN_NOTHING_READY' });
  });

  test('an organisation put on hold after the approval gets no invoice', async () => {
    await feed(inOctober());
    const billRunId = await inReview(books, drafter);
    await approveAs(books, approver, await send(books, drafter, billRunId));
    await runCommand(
      books.as(drafter),
      'organisations.setStatus',
      { ...command(), reference: organisation, status: 'on-hold' as const, reason: 'Insolvency' },
      setOrganisationStatus,
    );
    await issue(books, drafter, billRunId);
    await workOnBillRuns(books.system);
    expect(await invoices()).toEqual([]);
    expect(await books.rows('select standing from bill_left_out')).toEqual([{ standing: 'held' }]);
    expect(await books.rows('select from invoice_line')).toEqual([]);
  });

  test('a bill below the least amount rolls forward', async () => {
    await books.rows('update billing_setting set minimum_bill = 5000');
    await feed(inOctober({ feeKind: 'half' }));
    const first = await inReview(books, drafter);
    expect((await getBillRun(books.orm.em.fork(), first)).standings).toMatchObject([
      { standing: 'rolled-forward', bills: 1 },
    ]);
    await runCommand(books.as(drafter), 'billRuns.cancel', { ...command(), billRunId: first }, (scope, input) =>
      cancelBillRun(scope, input, NO_JOBS),
    );
    await workOnBillRuns(books.system);
    await feed(registered(organisation, { receivedOn: '2026-08-03', registeredOn: '2026-10-30' }));
    const second = await inReview(books, drafter);
    expect((await getBillRun(books.orm.em.fork(), second)).ready).toMatchObject({ bills: 1, lines: 2, total: 13_800 });
  });
});

test('working a run out anew takes up what came in meanwhile', async () => {
  await feed(inOctober());
  const billRunId = await inReview(books, drafter);
  await feed(inOctober());
  await runCommand(books.as(drafter), 'billRuns.recompute', { ...command(), billRunId }, (scope, input) =>
    recomputeBillRun(scope, input, NO_JOBS),
  );
  await workOnBillRuns(books.system);
  expect((await getBillRun(books.orm.em.fork(), billRunId)).ready).toMatchObject({ bills: 1, lines: 2 });
});
