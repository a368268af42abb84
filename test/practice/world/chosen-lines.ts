import type { LineOfBill } from './debts.ts';
import { made, type WorldBooks } from './world-books.ts';

/** The ids that the database gave to single lines. */
export async function chosenLineIds(books: WorldBooks, lines: readonly LineOfBill[]): Promise<number[]> {
  const ids: number[] = [];
  for (const [bill, its] of Map.groupBy(lines, (line) => line.bill)) {
    const rows: { id: number; line_number: number }[] = await books.orm.em.fork().execute(
      `select line.id, line.line_number from invoice_line line join invoice on invoice.id = line.invoice_id
       where invoice.number = ?`,
      [made(books.invoices, bill)],
    );
    const byNumber = new Map(rows.map((row) => [row.line_number, row.id]));
    ids.push(...its.map(({ line }) => made(byNumber, line + 1)));
  }
  return ids;
}
