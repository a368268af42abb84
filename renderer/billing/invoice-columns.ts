import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import { countColumn, dayColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { BEING_PAID_WORDS, INVOICE_WORDS } from '../ui/status-words.ts';
import { lateWords } from './late-words.ts';

/** An organisation's invoices. */
export const invoiceColumns = [
  referenceColumn<InvoiceRow>({ id: 'number', title: 'Invoice', value: (row) => row.number }),
  dayColumn<InvoiceRow>({ id: 'issued', title: 'Issued', value: (row) => row.issuedOn }),
  dayColumn<InvoiceRow>({ id: 'due', title: 'Due', value: (row) => row.dueOn }),
  textColumn<InvoiceRow>({ id: 'late', title: 'Late', value: lateWords, width: 110 }),
  countColumn<InvoiceRow>({ id: 'lines', title: 'LPAs', value: (row) => row.lineCount, width: 80 }),
  moneyColumn<InvoiceRow>({ id: 'total', title: 'Total', value: (row) => row.total }),
  moneyColumn<InvoiceRow>({ id: 'paid', title: 'Paid', value: (row) => row.paid, zeroAs: '–' }),
  moneyColumn<InvoiceRow>({ id: 'credited', title: 'Credited', value: (row) => row.credited, zeroAs: '–' }),
  moneyColumn<InvoiceRow>({ id: 'outstanding', title: 'To pay', value: (row) => row.outstanding, zeroAs: '–' }),
  statusColumn<InvoiceRow>({
    id: 'status',
    title: 'State',
    value: (row) => (row.beingPaid === null ? INVOICE_WORDS[row.status] : BEING_PAID_WORDS),
    width: 140,
  }),
  textColumn<InvoiceRow>({
    id: 'by',
    title: 'Being paid by',
    value: (row) => (row.beingPaid === null ? '' : row.beingPaid.mine ? 'you' : row.beingPaid.by),
  }),
];
