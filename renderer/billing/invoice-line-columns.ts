import type { InvoiceLineRow } from '../../shared/contracts/billing.ts';
import { countColumn, dayColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { BEING_PAID_WORDS, INVOICE_WORDS, type StatusWords } from '../ui/status-words.ts';
import { FEE_WORDS, LPA_KIND_WORDS } from './fee-words.ts';

function lineWords(line: InvoiceLineRow): StatusWords {
  if (line.beingPaid !== null) return BEING_PAID_WORDS;
  if (line.credited > 0 && line.credited === line.amount) return INVOICE_WORDS.credited;
  if (line.outstanding === 0) return INVOICE_WORDS.paid;
  return line.paid > 0 ? INVOICE_WORDS['part-paid'] : INVOICE_WORDS.open;
}

/** What each LPA on an invoice costs, and what has been paid and credited of it. */
export const invoiceLineColumns = [
  countColumn<InvoiceLineRow>({ id: 'line', title: 'Line', value: (line) => line.lineNumber, width: 70 }),
  referenceColumn<InvoiceLineRow>({ id: 'lpa', title: 'LPA', value: (line) => line.lpaReference, width: 160 }),
  textColumn<InvoiceLineRow>({ id: 'kind', title: 'Kind', value: (line) => LPA_KIND_WORDS[line.lpaKind], width: 210 }),
  textColumn<InvoiceLineRow>({ id: 'own', title: 'Their reference', value: (line) => line.ownReference ?? '' }),
  dayColumn<InvoiceLineRow>({ id: 'received', title: 'Received', value: (line) => line.receivedOn }),
  dayColumn<InvoiceLineRow>({ id: 'registered', title: 'Registered', value: (line) => line.registeredOn }),
  textColumn<InvoiceLineRow>({ id: 'fee', title: 'Fee', value: (line) => FEE_WORDS[line.feeKind], width: 190 }),
  moneyColumn<InvoiceLineRow>({ id: 'amount', title: 'Amount', value: (line) => line.amount, width: 100 }),
  moneyColumn<InvoiceLineRow>({ id: 'paid', title: 'Paid', value: (line) => line.paid, zeroAs: '–', width: 100 }),
  moneyColumn<InvoiceLineRow>({
    id: 'credited',
    title: 'Credited',
    value: (line) => line.credited,
    zeroAs: '–',
    width: 100,
  }),
  moneyColumn<InvoiceLineRow>({
    id: 'outstanding',
    title: 'To pay',
    value: (line) => line.outstanding,
    zeroAs: '–',
    width: 100,
  }),
  statusColumn<InvoiceLineRow>({ id: 'state', title: 'State', value: lineWords, width: 130 }),
];
