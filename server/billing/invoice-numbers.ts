import { selectOne } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';

/**
 * Takes the next `count` sequences of the financial year and returns the first. The counter's row stays locked until
 * commit, so a rollback leaves no gap.
 */
export async function takeSequences(tx: Tx, year: number, count: number): Promise<number> {
  const { last_sequence: last } = await selectOne<{ last_sequence: number }>(
    tx,
    `insert into invoice_counter as counter (financial_year, last_sequence) values (?, ?)
     on conflict (financial_year) do update set last_sequence = counter.last_sequence + excluded.last_sequence
     returning last_sequence`,
    [year, count],
  );
  return last - count + 1;
}

/** As `takeSequences`, the next one for a credit note: they are numbered by themselves, and without a gap as well. */
export async function takeCreditNoteSequence(tx: Tx, year: number): Promise<number> {
  const { last_sequence: last } = await selectOne<{ last_sequence: number }>(
    tx,
    `insert into credit_note_counter as counter (financial_year, last_sequence) values (?, 1)
     on conflict (financial_year) do update set last_sequence = counter.last_sequence + 1
     returning last_sequence`,
    [year],
  );
  return last;
}
