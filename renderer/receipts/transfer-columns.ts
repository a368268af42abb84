import type { BankTransferRow, CardFileRow, UnplacedCardRow } from '../../shared/contracts/receipts.ts';
import { countColumn, dayColumn, instantColumn, moneyColumn, referenceColumn, textColumn } from '../grid/columns.tsx';
import { LINE_REFUSAL_WORDS } from './receipt-words.ts';

export const transferColumns = [
  dayColumn<BankTransferRow>({ id: 'banked', title: 'Banked', value: (row) => row.bankedOn }),
  textColumn<BankTransferRow>({ id: 'reference', title: 'Reference', value: (row) => row.reference, width: 200 }),
  textColumn<BankTransferRow>({ id: 'payer', title: 'Payer', value: (row) => row.payer, share: 2 }),
  textColumn<BankTransferRow>({ id: 'for', title: 'For', value: forWhom, share: 2 }),
  moneyColumn<BankTransferRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  moneyColumn<BankTransferRow>({ id: 'credit', title: 'To credit', value: (row) => row.becameCredit, zeroAs: '–' }),
  textColumn<BankTransferRow>({ id: 'advice', title: 'Advice', value: (row) => row.adviceName ?? '', width: 180 }),
  textColumn<BankTransferRow>({ id: 'by', title: 'Recorded by', value: (row) => row.recordedBy, width: 180 }),
];

function forWhom({ firstOrganisation, organisations }: BankTransferRow): string {
  return organisations === 1 ? firstOrganisation.name : `${firstOrganisation.name} and ${organisations - 1} more`;
}

export const cardFileColumns = [
  dayColumn<CardFileRow>({ id: 'day', title: 'Day', value: (row) => row.day }),
  textColumn<CardFileRow>({ id: 'name', title: 'File', value: (row) => row.name, share: 2 }),
  countColumn<CardFileRow>({ id: 'rows', title: 'Payments', value: (row) => row.rows }),
  moneyColumn<CardFileRow>({ id: 'total', title: 'Total', value: (row) => row.total }),
  countColumn<CardFileRow>({ id: 'unplaced', title: 'Not placed', value: (row) => row.unplaced }),
  textColumn<CardFileRow>({ id: 'by', title: 'Taken in by', value: (row) => row.takenBy, width: 180 }),
  instantColumn<CardFileRow>({ id: 'at', title: 'Taken in', value: (row) => row.takenAt }),
];

export const unplacedColumns = [
  referenceColumn<UnplacedCardRow>({ id: 'code', title: 'Order code', value: (row) => row.orderCode, width: 200 }),
  textColumn<UnplacedCardRow>({ id: 'paid', title: 'Paid', value: (row) => row.paidAt, width: 180 }),
  moneyColumn<UnplacedCardRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  textColumn<UnplacedCardRow>({
    id: 'why',
    title: 'Why it has no organisation',
    value: (row) => LINE_REFUSAL_WORDS[row.reason],
    share: 2,
  }),
  textColumn<UnplacedCardRow>({
    id: 'file',
    title: 'File and line',
    value: (row) => `${row.fileName}, line ${row.line}`,
    share: 1,
  }),
];
