import type { BillRunRow } from '../../shared/contracts/bill-runs.ts';
import { countColumn, instantColumn, moneyColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { BILL_RUN_WORDS } from '../ui/status-words.ts';
import { CYCLE_WORDS, periodOf } from './bill-run-words.ts';

/** The list of bill runs. The server keeps it newest first. */
export const billRunColumns = [
  textColumn<BillRunRow>({ id: 'period', title: 'Period', value: periodOf }),
  textColumn<BillRunRow>({ id: 'cycle', title: 'Cycle', value: ({ cycle }) => CYCLE_WORDS[cycle], width: 110 }),
  textColumn<BillRunRow>({
    id: 'kind',
    title: 'Kind',
    value: ({ kind }) => (kind === 'cycle' ? 'Run of the period' : 'Supplementary'),
    width: 150,
  }),
  statusColumn<BillRunRow>({ id: 'state', title: 'State', value: ({ state }) => BILL_RUN_WORDS[state], width: 170 }),
  countColumn<BillRunRow>({ id: 'bills', title: 'Bills', value: ({ ready }) => ready.bills, width: 90 }),
  countColumn<BillRunRow>({ id: 'lines', title: 'LPAs', value: ({ ready }) => ready.lines, width: 100 }),
  moneyColumn<BillRunRow>({ id: 'total', title: 'Total', value: ({ ready }) => ready.total, width: 150 }),
  countColumn<BillRunRow>({ id: 'held', title: 'Held', value: ({ held }) => held, width: 80 }),
  instantColumn<BillRunRow>({ id: 'opened', title: 'Opened', value: ({ draftedAt }) => draftedAt }),
  textColumn<BillRunRow>({ id: 'by', title: 'By', value: ({ draftedBy }) => draftedBy, width: 150 }),
  textColumn<BillRunRow>({
    id: 'approved',
    title: 'Approved by',
    value: ({ approvedBy }) => approvedBy ?? '–',
    width: 150,
  }),
];
