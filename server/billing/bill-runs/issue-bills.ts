import { invoiceNumber } from '../../../shared/checked-reference.ts';
import { addDays, financialYear, londonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { recordAudit, recordAudits } from '../../audit/index.ts';
import { lockBalances, postJournals } from '../../ledger/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne, selectRows, write } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { takeSequences } from '../invoice-numbers.ts';
import type { BatchOutcome } from './run-batches.ts';
import { lockBillRun, moveBillRun, type LockedBillRun } from './lock-bill-run.ts';

/** As many as are posted while a caller who pays one of these organisations hardly notices the wait. */
const BILLS_AT_ONCE = 100;

/**
 * Issues the next few bills of a run in `issuing`: numbers without a gap, journals, balances and audit, in one
 * transaction; the lines were written when the run was worked out and are not touched. After the last the run is
 * `issued`, and what was held is taken out of it. In any other state it does nothing.
 */
export async function issueBills(scope: CommandScope, input: { readonly billRunId: number }): Promise<BatchOutcome> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  if (run.state !== 'issuing') return 'done';
  const bills = await nextBills(scope.tx, run);
  const last = bills.at(-1);
  if (last === undefined) {
    await finishIssuing(scope, run);
    return 'done';
  }
  await issueEach(scope, bills);
  await write(scope.tx, 'update bill_run set reached = ?, bills_issued = bills_issued + ? where id = ?', [
    last.id,
    bills.length,
    run.id,
  ]);
  return 'more';
}

interface ReadyBill {
  readonly id: number;
  readonly organisationId: number;
  readonly total: Pence;
  readonly lineCount: number;
  readonly creditTermsDays: number;
}

/** An organisation that was put on hold, or closed, since the approval gets no invoice: its bill is left out. */
async function nextBills(tx: Tx, run: LockedBillRun): Promise<ReadyBill[]> {
  return selectRows<ReadyBill>(
    tx,
    `select bill.id, organisation_id as "organisationId", total, line_count as "lineCount",
       credit_terms_days as "creditTermsDays"
     from bill join organisation on organisation.id = organisation_id
     where bill_run_id = ? and bill.id > ? and standing = 'ready' and status = 'active' order by bill.id limit ?`,
    [run.id, run.reached, BILLS_AT_ONCE],
  );
}

async function issueEach(scope: CommandScope, bills: readonly ReadyBill[]): Promise<void> {
  const { tx, now } = scope;
  await lockBalances(
    tx,
    bills.map(({ organisationId }) => organisationId),
  );
  const issuedOn = londonDay(now);
  const year = financialYear(issuedOn);
  const first = await takeSequences(tx, year, bills.length);
  const invoices = bills.map((bill, index) => ({
    ...bill,
    sequence: first + index,
    number: invoiceNumber(year, first + index),
    dueOn: addDays(issuedOn, bill.creditTermsDays),
  }));
  await write(
    tx,
    `insert into invoice (id, number, financial_year, sequence, organisation_id, issued_on, due_on, issued_at, total,
       line_count)
     select id, number, ?::integer, sequence, "organisationId", ?::date, "dueOn", ?::timestamptz, total, "lineCount"
     from jsonb_to_recordset(?::jsonb) as invoice (id integer, number text, sequence integer,
       "organisationId" integer, "dueOn" date, total bigint, "lineCount" integer)`,
    [year, issuedOn, now.toISOString(), JSON.stringify(invoices)],
  );
  await postJournals(
    scope,
    invoices.filter(({ total }) => total > 0).map((invoice) => journalOf(invoice, issuedOn)),
  );
  await recordAudits(
    scope,
    invoices.map(({ number, organisationId, total, lineCount, dueOn }) => ({
      kind: 'invoice.issued' as const,
      subject: `invoice:${number}`,
      organisationId,
      facts: { invoiceNumber: number, amount: total, lineCount, dueOn },
    })),
  );
}

function journalOf(
  { number, organisationId, total }: { number: string; organisationId: number; total: Pence },
  accountingDay: LocalDate,
) {
  return {
    kind: 'invoice' as const,
    source: `invoice:${number}`,
    accountingDay,
    organisationId,
    description: `Invoice ${number}`,
    reversesJournalId: null,
    postings: [
      { account: 'receivable' as const, side: 'debit' as const, amount: total },
      { account: 'fee-income' as const, side: 'credit' as const, amount: total },
    ],
  };
}

/** What was not issued is remembered and taken out, so that the next run finds its registrations free. */
async function finishIssuing(scope: CommandScope, run: LockedBillRun): Promise<void> {
  await write(
    scope.tx,
    `insert into bill_left_out (bill_run_id, organisation_id, standing, reason, total, line_count)
     select bill_run_id, organisation_id, case standing when 'ready' then 'held' else standing end,
       case standing when 'ready' then 'Put on hold or closed after approval' else held_reason end, total, line_count
     from bill where bill_run_id = ? and not exists (select from invoice where invoice.id = bill.id)`,
    [run.id],
  );
  await moveBillRun(scope, run, 'issued', { cleared: false });
  const { bills } = await selectOne<{ bills: number }>(
    scope.tx,
    'select bills_issued as bills from bill_run where id = ?',
    [run.id],
  );
  await recordAudit(scope, {
    kind: 'bill-run.issued',
    subject: `bill-run:${run.id}`,
    organisationId: null,
    facts: { billRunId: run.id, bills },
  });
}
