import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { BillProblem, BillRow, BillStanding, ListBills } from '../../../shared/contracts/bill-runs.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { CursorId, CursorText, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import { likeLiteral, withoutControls } from '../../platform/typed-text.ts';
import { whyUnusual } from './why-unusual.ts';

interface Row {
  readonly id: number;
  readonly sort_value: string | number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly line_count: number;
  readonly total: Pence;
  readonly standing: BillStanding;
  readonly held_reason: string | null;
  readonly problems: BillProblem[];
  readonly undecided: number;
  readonly previous_total: Pence | null;
  readonly previous_lines: number | null;
  readonly year_ago_total: Pence | null;
  readonly year_ago_lines: number | null;
  readonly invoice_number: InvoiceNumber | null;
  readonly fee_change: boolean;
}

/** Sort column → SQL over the `listed` rows. */
const SORT = {
  name: 'lower(name)',
  total: 'total',
  lines: 'line_count',
  change: 'total - coalesce(previous_total, 0)',
} as const satisfies Record<ListBills['sort'], string>;

const CURSORS = {
  name: z.tuple([CursorText, CursorId]),
  total: z.tuple([z.int(), CursorId]),
  lines: z.tuple([z.int(), CursorId]),
  change: z.tuple([z.int(), CursorId]),
} as const satisfies Record<ListBills['sort'], z.ZodType>;

/** What is shown → SQL over the `listed` rows. `unusual` is narrowed by the same rule that words it. */
const SHOWN = {
  all: 'true',
  ready: `standing = 'ready'`,
  held: `standing = 'held'`,
  problems: `problems <> '{}'`,
  unusual: 'unusual',
  'rolled-forward': `standing = 'rolled-forward'`,
} as const satisfies Record<ListBills['show'], string>;

/**
 * The bills of a run, a keyset page at a time, each beside what its organisation was billed for the period before, and for the same
 * period a year ago.
 */
export async function listBills(
  em: EntityManager,
  input: ListBills,
): Promise<{ rows: BillRow[]; nextCursor: string | null }> {
  const conditions: string[] = [SHOWN[input.show]];
  const params: SqlValue[] = [];
  const text = withoutControls(input.text);
  if (text !== '') {
    conditions.push('(lower(name) like ? or reference like ?)');
    params.push(`%${likeLiteral(text.toLowerCase())}%`, `${likeLiteral(text.toUpperCase())}%`);
  }
  if (input.cursor !== null) {
    conditions.push(`(${SORT[input.sort]}, id) ${input.direction === 'asc' ? '>' : '<'} (?, ?)`);
    params.push(...decodeCursor(input.cursor, CURSORS[input.sort]));
  }
  const rows = await selectRows<Row>(
    em,
    `${listed('?')} select *, ${SORT[input.sort]} as sort_value from listed where ${conditions.join(' and ')}
     order by sort_value ${input.direction}, id ${input.direction} limit ?`,
    [input.billRunId, ...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.sort_value, row.id]);
}

/** One bill of a run, in the same shape. BILL_NOT_FOUND when there is none, or it was worked out anew under another id. */
export async function getBill(em: EntityManager, billId: number): Promise<BillRow> {
  const [row] = await selectRows<Row>(
    em,
    `${listed('(select bill_run_id from bill where id = ?)')} select *, 0 as sort_value from listed where id = ?`,
    [billId, billId],
  );
  if (row === undefined) throw new DomainError('BILL_NOT_FOUND');
  return toRow(row);
}

/** Unlike enough to be looked at: three times as many or as few, and by ten LPAs at least; more after a fee change. */
const listed = (billRunId: string): string => `
  with run as (select * from bill_run where id = ${billRunId}),
  previous as materialized (
    select invoice.organisation_id, sum(invoice.total)::bigint as total, sum(invoice.line_count)::int as lines
    from run join bill_run earlier on earlier.cycle = run.cycle and earlier.period_before = run.period_from
      and earlier.state = 'issued'
    join bill on bill.bill_run_id = earlier.id join invoice on invoice.id = bill.id group by 1),
  year_ago as materialized (
    select invoice.organisation_id, sum(invoice.total)::bigint as total, sum(invoice.line_count)::int as lines
    from run join bill_run earlier on earlier.cycle = run.cycle
      and earlier.period_before = (run.period_before - interval '1 year')::date and earlier.state = 'issued'
    join bill on bill.bill_run_id = earlier.id join invoice on invoice.id = bill.id group by 1),
  rush as (
    select exists (select from run join fee_rule_period
      on received_from between period_from - 62 and period_before + 62) as fee_change),
  listed as (
    select bill.id, reference, name, bill.line_count, bill.total, standing, held_reason, problems, undecided,
      previous.total as previous_total, previous.lines as previous_lines,
      year_ago.total as year_ago_total, year_ago.lines as year_ago_lines, invoice.number as invoice_number, fee_change,
      previous.lines is not null and abs(bill.line_count - previous.lines) >= 10
        and (bill.line_count > previous.lines * factor.least or bill.line_count * factor.least < previous.lines) as unusual
    from run join bill on bill.bill_run_id = run.id join organisation on organisation.id = bill.organisation_id
    cross join rush cross join lateral (select case when fee_change then 5 else 3 end as least) factor
    left join previous on previous.organisation_id = bill.organisation_id
    left join year_ago on year_ago.organisation_id = bill.organisation_id
    left join invoice on invoice.id = bill.id)`;

function toRow(row: Row): BillRow {
  return {
    billId: row.id,
    organisation: { reference: row.reference, name: row.name },
    lineCount: row.line_count,
    total: row.total,
    standing: row.standing,
    heldReason: row.held_reason,
    problems: row.problems,
    undecided: row.undecided,
    previousTotal: row.previous_total,
    previousLines: row.previous_lines,
    yearAgoTotal: row.year_ago_total,
    yearAgoLines: row.year_ago_lines,
    unusual: whyUnusual(row.line_count, row.previous_lines, row.fee_change),
    invoiceNumber: row.invoice_number,
  };
}
