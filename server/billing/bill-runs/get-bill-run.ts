import type { EntityManager } from '@mikro-orm/postgresql';
import type { BillRunRecord } from '../../../shared/contracts/bill-runs.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readInstant, selectOne, selectRows } from '../../platform/rows.ts';
import { BILL_RUNS, toBillRunRow, type BillRunSqlRow } from './list-bill-runs.ts';

type Totals = NonNullable<BillRunRecord['last']>;

/** One run as its reviewer needs it. BILL_RUN_NOT_FOUND when there is none. */
export async function getBillRun(em: EntityManager, billRunId: number): Promise<BillRunRecord> {
  const [run] = await selectRows<BillRunSqlRow>(em, `${BILL_RUNS} where run.id = ?`, [billRunId]);
  if (run === undefined) throw new DomainError('BILL_RUN_NOT_FOUND', { billRun: billRunId });
  const reasons = await readReasons(em, run);
  const { undecided, excluded } = await selectOne<{ undecided: number; excluded: number }>(
    em,
    `select (select coalesce(sum(undecided), 0)::int from bill where bill_run_id = ?) as undecided,
       (select count(*)::int from bill_run_exclusion where bill_run_id = ?) as excluded`,
    [run.id, run.id],
  );
  return {
    ...toBillRunRow(run),
    revision: run.revision,
    approval: await readPending(em, run.id),
    standings: await selectRows<BillRunRecord['standings'][number]>(
      em,
      `select standing, count(*)::int as bills, sum(line_count)::int as lines, sum(total)::bigint as total
       from bill where bill_run_id = ? group by standing order by standing`,
      [run.id],
    ),
    problems: await selectRows<BillRunRecord['problems'][number]>(
      em,
      `select problem, count(*)::int as bills from bill, unnest(problems) as problem
       where bill_run_id = ? group by problem order by count(*) desc, problem`,
      [run.id],
    ),
    reasons: reasons.map(({ late_lines: _lines, late_total: _total, ...reason }) => reason),
    late: {
      lines: reasons.reduce((sum, reason) => sum + reason.late_lines, 0),
      total: reasons.reduce((sum, reason) => sum + reason.late_total, 0) as Pence,
    },
    undecided,
    excluded,
    last: await readTotals(em, run, run.from),
    yearAgo: await readTotals(em, run, aYearBefore(run.before)),
  };
}

async function readReasons(em: EntityManager, run: BillRunSqlRow) {
  return selectRows<BillRunRecord['reasons'][number] & { late_lines: number; late_total: number }>(
    em,
    `select fee_kind as "feeKind", price, sum(bill_fee.line_count)::int as lines,
       sum(bill_fee.line_count * price)::bigint as total, sum(late_count)::int as late_lines,
       sum(late_count * price)::bigint as late_total
     from bill join bill_fee on bill_fee.bill_id = bill.id
     where bill.bill_run_id = ? and standing = 'ready'
     group by fee_kind, price order by sum(bill_fee.line_count) desc, price desc`,
    [run.id],
  );
}

async function readPending(em: EntityManager, billRunId: number): Promise<BillRunRecord['approval']> {
  const [pending] = await selectRows<{ id: number; name: string; at: string }>(
    em,
    `select approval.id, staff.name, requested_at as at from approval join staff on staff.id = requested_by
     where subject_kind = 'bill-run' and subject_id = ? and state = 'pending'`,
    [String(billRunId)],
  );
  if (pending === undefined) return null;
  return { approvalId: pending.id, requestedBy: pending.name, requestedAt: readInstant(pending.at) };
}

/** What the cycle's run whose period ended on that day came to, supplementary runs of it included. */
async function readTotals(em: EntityManager, run: BillRunSqlRow, endedOn: LocalDate): Promise<Totals | null> {
  const { organisations, lines, total } = await selectOne<Totals>(
    em,
    `select count(distinct invoice.organisation_id)::int as organisations, coalesce(sum(invoice.line_count), 0)::int as lines,
       coalesce(sum(invoice.total), 0)::bigint as total
     from bill_run earlier join bill on bill.bill_run_id = earlier.id join invoice on invoice.id = bill.id
     where earlier.cycle = ? and earlier.period_before = ? and earlier.state = 'issued'`,
    [run.cycle, endedOn],
  );
  return organisations === 0 ? null : { organisations, lines, total };
}

function aYearBefore(day: LocalDate): LocalDate {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}` as LocalDate;
}
