import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { workOnBillRuns } from '../../../../server/billing/index.ts';
import { cancelBillRun } from '../../../../server/billing/bill-runs/cancel-bill-run.ts';
import { excludeLine, includeLine } from '../../../../server/billing/bill-runs/exclude-line.ts';
import { getBillRun } from '../../../../server/billing/bill-runs/get-bill-run.ts';
import { holdBills } from '../../../../server/billing/bill-runs/hold-bills.ts';
import { recomputeBillRun } from '../../../../server/billing/bill-runs/recompute-bill-run.ts';
import { setOrganisationStatus } from '../../../../server/organisations/index.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import { corrected, registered } from '../../usage/feed-under-test.ts';
import { approveAs, inReview, issue, issuedRun, NO_JOBS, send, stateOf, useBillRuns } from './run-under-test.ts';

const office = useBillRuns();
const command = () => ({ commandId: randomUUID() });
const billIds = async (billRunId: number) =>
  (await office.books.rows<{ id: number }>('select id from bill where bill_run_id = ? order by id', [billRunId])).map(
    ({ id }) => id,
  );

test('a run bills what was registered up to the end of its period, at the price of the day it was received', async () => {
  await office.feed(
    office.inOctober({ receivedOn: '2025-11-16' }),
    office.inOctober({ receivedOn: '2025-11-17' }),
    office.inOctober({ receivedOn: '2025-11-17', feeKind: 'quarter' }),
    office.inOctober({ feeKind: 'exempt' }),
    office.inOctober({ registeredOn: '2026-09-30' }),
    office.inOctober({ registeredOn: '2026-11-01' }),
  );
  const billRunId = await issuedRun(office.books, office);
  expect(await stateOf(office.books, billRunId)).toBe('issued');
  expect(await office.invoices()).toMatchObject([{ total: 8200 + 9200 + 2300 + 0 + 9200, line_count: 5 }]);
});

test('nothing is billed before its run is approved and issued', async () => {
  await office.feed(office.inOctober());
  await inReview(office.books, office.drafter);
  expect(await office.invoices()).toEqual([]);
  expect(await office.books.rows('select from journal')).toEqual([]);
});

test('what is billed once is not billed again, by whatever later run', async () => {
  await office.feed(office.inOctober(), office.inOctober());
  await issuedRun(office.books, office);
  const late = office.inOctober();
  await office.feed(late);
  await issuedRun(office.books, office, { kind: 'supplementary' });
  expect(await office.invoices()).toMatchObject([{ line_count: 2 }, { line_count: 1 }]);
  expect(
    await office.books.rows('select lpa_reference from invoice_line where lpa_reference = ?', [late.lpaReference]),
  ).toHaveLength(1);
});

test('a registration that is undecided waits, and its bill says so', async () => {
  const undecided = office.inOctober({ feeKind: 'hardship' });
  await office.feed(office.inOctober(), undecided);
  const first = await issuedRun(office.books, office);
  expect(await getBillRun(office.books.orm.em.fork(), first)).toMatchObject({
    undecided: 1,
    problems: [{ problem: 'undecided-fee', bills: 1 }],
  });
  await office.feed(corrected(undecided.lpaReference, { feeKind: 'half' }));
  await issuedRun(office.books, office, { kind: 'supplementary' });
  expect(await office.invoices()).toMatchObject([{ total: 9200 }, { total: 4600 }]);
});

describe('four eyes', () => {
  test('neither the drafter nor an editor can approve, and an edit takes an approval away', async () => {
    await office.feed(office.inOctober());
    const billRunId = await inReview(office.books, office.approver);
    const asked = await send(office.books, office.approver, billRunId);
    await expect(approveAs(office.books, office.approver, asked)).rejects.toMatchObject({
      code: expect.stringMatching(/^APPROVAL_/),
    });

    const editor = await office.books.staff('finance-manager');
    const [billId = 0] = await billIds(billRunId);
    const hold = { ...command(), billRunId, billIds: [billId], reason: 'Being looked into' };
    await runCommand(office.books.as(editor), 'billRuns.hold', hold, holdBills);
    const letGo = { ...command(), billRunId, billIds: [billId], reason: null };
    await runCommand(office.books.as(editor), 'billRuns.hold', letGo, holdBills);
    const again = await send(office.books, office.approver, billRunId);
    await expect(approveAs(office.books, editor, again)).rejects.toMatchObject({
      code: expect.stringMatching(/^APPROVAL_/),
    });
    const third = await office.books.staff('finance-manager');
    await approveAs(office.books, third, again);
    expect(await stateOf(office.books, billRunId)).toBe('approved');

    await runCommand(office.books.as(editor), 'billRuns.hold', { ...hold, ...command() }, holdBills);
    expect(await stateOf(office.books, billRunId)).toBe('review');
    await expect(issue(office.books, office.drafter, billRunId)).rejects.toMatchObject({ code: 'BILL_RUN_NOT_OPEN' });
  });

  test("nor by SQL as the server's own role", async () => {
    await office.feed(office.inOctober());
    const billRunId = await inReview(office.books, office.approver);
    await expect(
      office.books.rows(
        `update bill_run set state = 'approved', approved_by = drafted_by, approved_hash = sha256('x') where id = ?`,
        [billRunId],
      ),
    ).rejects.toThrow(/check constraint/);
    await expect(
      office.books.rows(`update bill_run set state = 'issuing' where id = ?`, [billRunId]),
    ).rejects.toThrow();
  });
});

describe('what is held or left out', () => {
  test('stays behind when the rest is sent, and the next run takes it up', async () => {
    const other = await office.books.organisation('Another');
    const kept = registered(other, { receivedOn: '2026-08-03', registeredOn: '2026-10-02' });
    const leftOut = office.inOctober();
    await office.feed(office.inOctober(), leftOut, kept);
    const billRunId = await inReview(office.books, office.drafter);
    const [, second = 0] = await billIds(billRunId);
    await runCommand(
      office.books.as(office.drafter),
      'billRuns.hold',
      { ...command(), billRunId, billIds: [second], reason: 'Disputed' },
      holdBills,
    );
    const [line] = await office.books.rows<{ id: number }>('select id from invoice_line where lpa_reference = ?', [
      leftOut.lpaReference,
    ]);
    await runCommand(
      office.books.as(office.drafter),
      'billRuns.excludeLine',
      { ...command(), lineId: line?.id ?? 0, reason: 'Not theirs' },
      excludeLine,
    );
    await approveAs(office.books, office.approver, await send(office.books, office.drafter, billRunId));
    await issue(office.books, office.drafter, billRunId);
    await workOnBillRuns(office.books.system);
    expect(await office.invoices()).toMatchObject([{ line_count: 1 }]);
    expect(await office.books.rows('select standing, reason from bill_left_out')).toEqual([
      { standing: 'held', reason: 'Disputed' },
    ]);

    await issuedRun(office.books, office, { kind: 'supplementary' });
    expect(await office.invoices()).toHaveLength(3);
    expect(await office.books.rows('select from invoice_line where live')).toHaveLength(3);
  });

  test('a line that was left out can be taken back in', async () => {
    await office.feed(office.inOctober(), office.inOctober());
    const billRunId = await inReview(office.books, office.drafter);
    const [line] = await office.books.rows<{ id: number; registration_id: number }>(
      'select id, registration_id from invoice_line limit 1',
    );
    await runCommand(
      office.books.as(office.drafter),
      'billRuns.excludeLine',
      { ...command(), lineId: line?.id ?? 0, reason: 'Wrong' },
      excludeLine,
    );
    expect((await getBillRun(office.books.orm.em.fork(), billRunId)).ready).toMatchObject({ lines: 1, total: 9200 });
    const back = { ...command(), billRunId, registrationId: line?.registration_id ?? 0 };
    await runCommand(office.books.as(office.drafter), 'billRuns.includeLine', back, includeLine);
    expect((await getBillRun(office.books.orm.em.fork(), billRunId)).ready).toMatchObject({ lines: 2, total: 18_400 });
  });

  test('a bill of an organisation on hold is held by itself and cannot be let go', async () => {
    await office.feed(office.inOctober());
    await runCommand(
      office.books.as(office.drafter),
      'organisations.setStatus',
      { ...command(), reference: office.organisation, status: 'on-hold' as const, reason: 'Insolvency' },
      setOrganisationStatus,
    );
    const billRunId = await inReview(office.books, office.drafter);
    expect(await getBillRun(office.books.orm.em.fork(), billRunId)).toMatchObject({
      held: 1,
      ready: { bills: 0 },
      problems: [{ problem: 'on-hold' }],
    });
    const letGo = { ...command(), billRunId, billIds: await billIds(billRunId), reason: null };
    await expect(runCommand(office.books.as(office.drafter), 'billRuns.hold', letGo, holdBills)).rejects.toMatchObject({
      code: 'BILL_MUST_WAIT',
    });
    await expect(send(office.books, office.drafter, billRunId)).rejects.toMatchObject({
      code: 'BILL_RUN_NOTHING_READY',
    });
  });

  test('an organisation put on hold after the approval gets no invoice', async () => {
    await office.feed(office.inOctober());
    const billRunId = await inReview(office.books, office.drafter);
    await approveAs(office.books, office.approver, await send(office.books, office.drafter, billRunId));
    await runCommand(
      office.books.as(office.drafter),
      'organisations.setStatus',
      { ...command(), reference: office.organisation, status: 'on-hold' as const, reason: 'Insolvency' },
      setOrganisationStatus,
    );
    await issue(office.books, office.drafter, billRunId);
    await workOnBillRuns(office.books.system);
    expect(await office.invoices()).toEqual([]);
    expect(await office.books.rows('select standing from bill_left_out')).toEqual([{ standing: 'held' }]);
    expect(await office.books.rows('select from invoice_line')).toEqual([]);
  });

  test('a bill below the least amount rolls forward', async () => {
    await office.books.rows('update billing_setting set minimum_bill = 5000');
    await office.feed(office.inOctober({ feeKind: 'half' }));
    const first = await inReview(office.books, office.drafter);
    expect((await getBillRun(office.books.orm.em.fork(), first)).standings).toMatchObject([
      { standing: 'rolled-forward', bills: 1 },
    ]);
    await runCommand(
      office.books.as(office.drafter),
      'billRuns.cancel',
      { ...command(), billRunId: first },
      (scope, input) => cancelBillRun(scope, input, NO_JOBS),
    );
    await workOnBillRuns(office.books.system);
    await office.feed(registered(office.organisation, { receivedOn: '2026-08-03', registeredOn: '2026-10-30' }));
    const second = await inReview(office.books, office.drafter);
    expect((await getBillRun(office.books.orm.em.fork(), second)).ready).toMatchObject({
      bills: 1,
      lines: 2,
      total: 13_800,
    });
  });
});

test('working a run out anew takes up what came in meanwhile', async () => {
  await office.feed(office.inOctober());
  const billRunId = await inReview(office.books, office.drafter);
  await office.feed(office.inOctober());
  await runCommand(office.books.as(office.drafter), 'billRuns.recompute', { ...command(), billRunId }, (scope, input) =>
    recomputeBillRun(scope, input, NO_JOBS),
  );
  await workOnBillRuns(office.books.system);
  expect((await getBillRun(office.books.orm.em.fork(), billRunId)).ready).toMatchObject({ bills: 1, lines: 2 });
});
