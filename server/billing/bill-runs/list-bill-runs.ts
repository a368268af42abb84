import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { BillRunRow, BillRunState } from '../../../shared/contracts/bill-runs.ts';
import type { BillCycle } from '../../../shared/contracts/organisations.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../../platform/rows.ts';

export interface BillRunSqlRow {
  readonly id: number;
  readonly kind: 'cycle' | 'supplementary';
  readonly cycle: BillCycle;
  readonly from: LocalDate;
  readonly before: LocalDate;
  readonly state: BillRunState;
  readonly state_since: string;
  readonly drafted_by: string | null;
  readonly drafted_at: string;
  readonly approved_by: string | null;
  readonly failure_code: string | null;
  readonly revision: number;
  readonly bills: number;
  readonly lines: number;
  readonly total: Pence;
  readonly held: number;
  readonly done: number;
  readonly to_do: number;
}

/** Runs in the shape of `toBillRunRow`; the caller adds conditions, order and limit. */
export const BILL_RUNS = `
  select run.id, run.kind, run.cycle, run.period_from as from, run.period_before as before, run.state, run.state_since,
    drafter.name as drafted_by, run.drafted_at, approver.name as approved_by, run.failure_code, run.revision,
    coalesce(sums.bills, 0)::int as bills, coalesce(sums.lines, 0)::int as lines,
    coalesce(sums.total, 0)::bigint as total, coalesce(sums.held, 0)::int as held,
    case run.state when 'issuing' then run.bills_issued else run.organisation_count end as done,
    case run.state when 'issuing' then run.bills_to_issue when 'computing' then
      (select count(*)::int from organisation where billing_cycle = run.cycle) else 0 end as to_do
  from bill_run run
  left join staff drafter on drafter.id = run.drafted_by
  left join staff approver on approver.id = run.approved_by
  left join lateral (
    select count(*) filter (where standing = 'ready') as bills, sum(line_count) filter (where standing = 'ready') as lines,
      sum(total) filter (where standing = 'ready') as total,
      case run.state when 'issued' then (select count(*) from bill_left_out where bill_run_id = run.id)
        else count(*) filter (where standing = 'held') end as held
    from bill where bill_run_id = run.id) sums on true`;

export function toBillRunRow(row: BillRunSqlRow): BillRunRow {
  const working = row.state === 'computing' || row.state === 'issuing';
  return {
    billRunId: row.id,
    kind: row.kind,
    cycle: row.cycle,
    from: row.from,
    before: row.before,
    state: row.state,
    stateSince: readInstant(row.state_since),
    draftedBy: row.drafted_by ?? 'Counterfoil',
    draftedAt: readInstant(row.drafted_at),
    approvedBy: row.approved_by,
    failureCode: row.failure_code,
    ready: { bills: row.bills, lines: row.lines, total: row.total },
    held: row.held,
    progress: working ? { done: Math.min(row.done, row.to_do), of: row.to_do } : null,
  };
}

const Cursor = z.tuple([CursorId]);

/** Bill runs, newest first, a keyset page at a time. */
export async function listBillRuns(
  em: EntityManager,
  input: { readonly cursor: string | null; readonly limit: number },
): Promise<{ rows: BillRunRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = input.cursor === null ? [] : [...decodeCursor(input.cursor, Cursor)];
  const rows = await selectRows<BillRunSqlRow>(
    em,
    `${BILL_RUNS} ${input.cursor === null ? '' : 'where run.id < ?'} order by run.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toBillRunRow, ({ id }) => [id]);
}
