import type { BilledDifference } from '../../shared/contracts/corrections.ts';
import { formatPounds, pence } from '../../shared/money.ts';
import type { InvoiceSearch } from '../search-params.ts';

/** The form on the invoice, filled in with what a difference asks for. */
export function correctionSearch(row: BilledDifference): InvoiceSearch {
  if (row.movedTo !== null) return { correct: 'move-registration', line: row.lineId, to: row.movedTo.reference };
  if (row.asks === 'charge') return { correct: 'debit-correction', line: row.lineId };
  const amount = formatPounds(pence(row.charged - row.price)).slice(1);
  return { correct: 'credit-note', line: row.lineId, amount };
}
