import type { ChasingRow } from '../../shared/contracts/chasing.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { dayColumn, moneyColumn, referenceColumn, textColumn } from '../grid/columns.tsx';

/** Unpaid invoices that were chased, longest due first. */
export const chasingColumns = [
  referenceColumn<ChasingRow>({ id: 'number', title: 'Invoice', value: (row) => row.number }),
  textColumn<ChasingRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation.name,
    share: 2,
  }),
  dayColumn<ChasingRow>({ id: 'due', title: 'Was due', value: (row) => row.dueOn }),
  moneyColumn<ChasingRow>({ id: 'outstanding', title: 'To pay', value: (row) => row.outstanding }),
  textColumn<ChasingRow>({ id: 'step', title: 'Last step', value: (row) => row.lastStep ?? 'None yet', width: 200 }),
  textColumn<ChasingRow>({
    id: 'at',
    title: 'Taken',
    value: (row) => (row.lastAt === null ? '' : formatLondonDateTime(row.lastAt)),
    width: 160,
  }),
  dayColumn<ChasingRow>({ id: 'held', title: 'Held until', value: (row) => row.heldUntil }),
  textColumn<ChasingRow>({ id: 'why', title: 'Why held', value: (row) => row.holdReason ?? '', share: 2 }),
];
