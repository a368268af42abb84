import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { InvoiceLineRow } from '../../shared/contracts/billing.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';

const PAGE = 200;

/** Every line of an invoice, page after page. */
export async function fetchAllLines(number: InvoiceNumber): Promise<InvoiceLineRow[]> {
  const lines: InvoiceLineRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: InvoiceLineRow[]; nextCursor: string | null } = await queryClient.fetchQuery(
      api.billing.listInvoiceLines.queryOptions({ number, cursor, limit: PAGE }),
    );
    lines.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return lines;
}
