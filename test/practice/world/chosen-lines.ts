import type { LineOfBill } from './debts.ts';
import { made, type WorldBooks } from './world-books.ts';

/** The ids that the database gave to single lines. */
export async function chosenLineIds(books: WorldBooks, lines: readonly LineOfBill[]): Promise<number[]> {
  const ids: number[] = [];
  for (const [bill, its] of Map.groupBy(lines, (line) => line.bill)) {
    const rows: { id: number; lpa_reference: string }[] = await books.orm.em.fork().execute(
      `select line.id, line.lpa_reference from invoice_line line join invoice on invoice.id = line.invoice_id
       where invoice.number = ?`,
      [made(books.invoices, bill)],
    );
    const byLpa = new Map<string | undefined, number>(rows.map((row) => [row.lpa_reference, row.id]));
    const planned = made(books.lpas, bill);
    ids.push(...its.map(({ line }) => made(byLpa, planned[line])));
  }
  return ids;
}
