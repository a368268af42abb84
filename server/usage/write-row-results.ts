import { arrayLiteral } from '../platform/array-literal.ts';
import { write } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import type { RowResult } from './registration-facts.ts';

/** Keeps what became of rows that were not simply accepted, each once. */
export async function writeRowResults(tx: Tx, deliveryId: number, results: readonly RowResult[]): Promise<void> {
  if (results.length === 0) return;
  const column = (of: (result: RowResult) => string | number | null): string => arrayLiteral(results.map(of));
  await write(
    tx,
    `insert into usage_row_result (delivery_id, row_number, outcome, reason, facts, lpa_reference)
     select ?::bigint, * from unnest(?::int[], ?::text[], ?::text[], ?::jsonb[], ?::text[])`,
    [
      deliveryId,
      column(({ row }) => row),
      column(({ outcome }) => outcome),
      column(({ refusal }) => refusal?.reason ?? null),
      column(({ refusal, facts }) => JSON.stringify(refusal?.facts ?? facts)),
      column(({ lpaReference }) => lpaReference),
    ],
  );
}
