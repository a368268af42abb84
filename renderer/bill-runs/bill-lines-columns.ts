import type { BillLineRow } from '../../shared/contracts/bill-runs.ts';
import { FEE_WORDS } from '../billing/fee-words.ts';
import { dayColumn, moneyColumn, referenceColumn, textColumn } from '../grid/columns.tsx';

/** The lines of a bill, as narrow as the pane. */
export const billLineColumns = [
  referenceColumn<BillLineRow>({ id: 'lpa', title: 'LPA', value: (row) => row.lpaReference, width: 150 }),
  dayColumn<BillLineRow>({ id: 'received', title: 'Received', value: (row) => row.receivedOn, width: 110 }),
  dayColumn<BillLineRow>({ id: 'registered', title: 'Registered', value: (row) => row.registeredOn, width: 110 }),
  textColumn<BillLineRow>({ id: 'fee', title: 'Fee', value: (row) => FEE_WORDS[row.feeKind], width: 120 }),
  moneyColumn<BillLineRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount, width: 90 }),
  textColumn<BillLineRow>({ id: 'own', title: 'Their reference', value: (row) => row.ownReference ?? '', width: 130 }),
];
