import { assertNever } from '../../shared/assert-never.ts';
import type { InvoiceKind } from '../../shared/contracts/billing.ts';
import type { StatementEntry } from '../../shared/contracts/statements.ts';

export const INVOICE_KIND_WORDS: Readonly<Record<InvoiceKind, string>> = {
  bill: 'Invoice',
  'one-off': 'One-off invoice',
  correction: 'Correction invoice',
  reissue: 'Reissued invoice',
};

/** What an entry is and the reference that it is known by. */
export function entryWords(entry: StatementEntry): { readonly what: string; readonly reference: string } {
  const { kind, invoiceKind, invoice, creditNote, payment } = entry;
  switch (kind) {
    case 'invoice':
      return { what: INVOICE_KIND_WORDS[invoiceKind ?? 'bill'], reference: invoice ?? '' };
    case 'credit-note':
      return { what: `Credit note for invoice ${invoice ?? ''}`, reference: creditNote ?? '' };
    case 'receipt':
      return { what: payment === null ? 'Payment' : 'Card payment', reference: payment?.reference ?? '' };
    case 'receipt-reversal':
      return { what: 'Payment taken back', reference: payment?.reference ?? '' };
    default:
      return assertNever(kind);
  }
}
