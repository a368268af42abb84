import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { workOnBillRuns } from '../../../../server/billing/index.ts';
import { cancelBillRun } from '../../../../server/billing/bill-runs/cancel-bill-run.ts';
import { openDueBillRuns } from '../../../../server/billing/bill-runs/open-due-bill-runs.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { draft, inReview, issuedRun, NO_JOBS, useBillRuns } from './run-under-test.ts';

const office = useBillRuns();
const command = () => ({ commandId: randomUUID() });
describe('one live run for a cycle and period', () => {
  test('a second is refused, in a race too', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => draft(office.books, office.drafter)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'BILL_RUN_ALREADY_OPEN' });
    }
  });

  test('a cancelled one makes room once its drafts are gone', async () => {
    await office.feed(office.inOctober());
    const billRunId = await inReview(office.books, office.drafter);
    await runCommand(office.books.as(office.drafter), 'billRuns.cancel', { ...command(), billRunId }, (scope, input) =>
      cancelBillRun(scope, input, NO_JOBS),
    );
    await expect(draft(office.books, office.drafter)).rejects.toMatchObject({ code: 'BILL_RUN_CLEARING' });
    await workOnBillRuns(office.books.system);
    expect(await office.books.rows('select from invoice_line')).toEqual([]);
    await issuedRun(office.books, office);
    expect(await office.invoices()).toHaveLength(1);
  });

  test('a period that is not over, a day that begins none, a supplementary run before its run', async () => {
    await expect(draft(office.books, office.drafter, { from: localDate('2026-11-01') })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_NOT_OVER',
    });
    await expect(draft(office.books, office.drafter, { from: localDate('2026-10-02') })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_REFUSED',
    });
    await expect(
      draft(office.books, office.drafter, { cycle: 'quarterly', from: localDate('2026-08-01') }),
    ).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_REFUSED',
    });
    await expect(draft(office.books, office.drafter, { kind: 'supplementary' })).rejects.toMatchObject({
      code: 'BILL_RUN_PERIOD_REFUSED',
    });
  });

  test('the runs that fall due are opened in the morning, once', async () => {
    await openDueBillRuns(office.books.system, NO_JOBS);
    await openDueBillRuns(office.books.system, NO_JOBS);
    expect(
      await office.books.rows('select cycle, period_from::text as from, drafted_by from bill_run order by id'),
    ).toEqual([{ cycle: 'monthly', from: '2026-10-01', drafted_by: null }]);
  });
});
