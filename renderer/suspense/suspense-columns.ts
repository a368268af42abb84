import type { SuspenseRow } from '../../shared/contracts/suspense.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../shared/receipt-channels.ts';
import { dayColumn, moneyColumn, textColumn } from '../grid/columns.tsx';
import { ageWords, suggestionWords } from './suspense-words.ts';

/** Money that nobody has placed, oldest first. */
export const suspenseColumns = [
  dayColumn<SuspenseRow>({ id: 'received', title: 'Received', value: (row) => row.receivedOn }),
  textColumn<SuspenseRow>({ id: 'age', title: 'Waits', value: ageWords, width: 100 }),
  moneyColumn<SuspenseRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  textColumn<SuspenseRow>({ id: 'suggested', title: 'May belong to', value: suggestionWords, share: 2 }),
  textColumn<SuspenseRow>({
    id: 'channel',
    title: 'How',
    value: (row) => RECEIPT_CHANNEL_WORDS[row.channel],
    width: 130,
  }),
  textColumn<SuspenseRow>({ id: 'payer', title: 'Paid by', value: (row) => row.payer ?? '', share: 2 }),
  textColumn<SuspenseRow>({ id: 'reference', title: 'Reference', value: (row) => row.reference ?? '', share: 2 }),
];
