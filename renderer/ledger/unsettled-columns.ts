import type { UnsettledMoney } from '../../shared/contracts/unsettled-money.ts';
import { roughDuration } from '../ui/elapsed-text.ts';
import { moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { serverNow } from '../clock.ts';
import { SETTLED_BY, triedWords, UNSETTLED_STATUS } from './unsettled-words.ts';

/** Money that is not where it should be, oldest first. */
export const unsettledColumns = [
  statusColumn<UnsettledMoney>({ id: 'kind', title: 'What', value: (row) => UNSETTLED_STATUS[row.kind], width: 220 }),
  textColumn<UnsettledMoney>({
    id: 'age',
    title: 'For',
    value: (row) => roughDuration(serverNow() - Date.parse(row.since)),
    width: 110,
  }),
  moneyColumn<UnsettledMoney>({ id: 'amount', title: 'Amount', value: (row) => row.amount, sortable: true }),
  textColumn<UnsettledMoney>({
    id: 'whose',
    title: 'Whose',
    value: (row) => row.organisation?.name ?? row.said ?? 'Nobody knows',
    share: 2,
  }),
  referenceColumn<UnsettledMoney>({
    id: 'reference',
    title: 'Payment',
    value: (row) => row.payment?.reference ?? '',
  }),
  textColumn<UnsettledMoney>({ id: 'tried', title: 'What the system has done', value: triedWords, share: 3 }),
  textColumn<UnsettledMoney>({ id: 'next', title: 'What settles it', value: (row) => SETTLED_BY[row.kind], share: 3 }),
];
