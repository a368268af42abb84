import type { InvoiceRecord } from '../../shared/contracts/billing.ts';
import { InvoiceFiles } from './invoice-files.tsx';
import './invoice-documents.css';

/** The invoice as it leaves the house. */
export function InvoiceDocuments({ invoice }: { readonly invoice: InvoiceRecord }) {
  return <InvoiceFiles number={invoice.number} />;
}
