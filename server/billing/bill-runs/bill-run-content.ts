import { createHash } from 'node:crypto';
import type { Pence } from '../../../shared/money.ts';
import { selectOne } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';

export interface BillRunContent {
  /** Hex SHA-256 over every bill of the run: which, for whom, how many lines, how much, held or not. */
  readonly hash: string;
  readonly bills: number;
  readonly lines: number;
  readonly total: Pence;
  readonly held: number;
}

/**
 * What is in a run, and its hash. The caller holds the run's row, without which nothing in it changes. A bill's lines
 * never change: a bill that is worked out anew is another bill, with another id.
 */
export async function readContent(tx: Tx, billRunId: number): Promise<BillRunContent> {
  const { listed, ...sums } = await selectOne<Omit<BillRunContent, 'hash'> & { listed: string }>(
    tx,
    `select coalesce(string_agg(concat_ws(':', id, organisation_id, line_count, total, standing), ',' order by id), '')
         as listed,
       count(*) filter (where standing = 'ready')::int as bills,
       coalesce(sum(line_count) filter (where standing = 'ready'), 0)::int as lines,
       coalesce(sum(total) filter (where standing = 'ready'), 0)::bigint as total,
       count(*) filter (where standing = 'held')::int as held
     from bill where bill_run_id = ?`,
    [billRunId],
  );
  const hash = createHash('sha256').update(`bill-run:${billRunId}\n${listed}`).digest('hex');
  return { hash, ...sums };
}
