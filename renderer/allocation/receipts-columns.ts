import type { ReceiptRow } from '../../shared/contracts/allocation.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../shared/receipt-channels.ts';
import { dayColumn, moneyColumn, textColumn } from '../grid/columns.tsx';
import { receiptStands } from './receipt-words.ts';

/** Payments of one organisation, newest first. */
export const receiptColumns = [
  dayColumn<ReceiptRow>({ id: 'day', title: 'Counts from', value: (row) => row.accountingDay }),
  dayColumn<ReceiptRow>({ id: 'received', title: 'Received', value: (row) => row.receivedOn }),
  textColumn<ReceiptRow>({
    id: 'channel',
    title: 'How',
    value: (row) => RECEIPT_CHANNEL_WORDS[row.channel],
    width: 150,
  }),
  textColumn<ReceiptRow>({ id: 'payer', title: 'Paid by', value: (row) => row.payer ?? '', share: 2 }),
  moneyColumn<ReceiptRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  moneyColumn<ReceiptRow>({ id: 'met', title: 'Meets bills', value: (row) => row.met, zeroAs: '–' }),
  moneyColumn<ReceiptRow>({ id: 'held', title: 'In credit', value: (row) => row.held, zeroAs: '–' }),
  textColumn<ReceiptRow>({ id: 'stands', title: 'Stands', value: receiptStands, width: 220 }),
];
