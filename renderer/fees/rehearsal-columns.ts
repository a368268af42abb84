import type { RehearsalRow } from '../../shared/contracts/fees.ts';
import { countColumn, moneyColumn, referenceColumn, textColumn } from '../grid/columns.tsx';
import { differenceWords } from './fee-order-words.ts';

/** What an Order does to each organisation, the greatest difference first. */
export const rehearsalColumns = [
  textColumn<RehearsalRow>({ id: 'name', title: 'Organisation', value: (row) => row.organisation.name, share: 2 }),
  {
    ...textColumn<RehearsalRow>({
      id: 'difference',
      title: 'Difference',
      value: (row) => differenceWords(row.difference),
      width: 130,
    }),
    headerClass: 'ag-right-aligned-header',
    cellClass: ['ag-right-aligned-cell', 'grid-figures'],
  },
  moneyColumn<RehearsalRow>({ id: 'before', title: 'Without it', value: (row) => row.before, width: 115 }),
  moneyColumn<RehearsalRow>({ id: 'after', title: 'First quarter', value: (row) => row.after, width: 115 }),
  moneyColumn<RehearsalRow>({ id: 'later', title: 'Later quarters', value: (row) => row.later, width: 120 }),
  countColumn<RehearsalRow>({ id: 'lines', title: 'LPAs', value: (row) => row.lines, width: 80 }),
  countColumn<RehearsalRow>({ id: 'straddling', title: 'Earlier price', value: (row) => row.straddling, width: 115 }),
  referenceColumn<RehearsalRow>({ id: 'reference', title: 'Reference', value: (row) => row.organisation.reference }),
];
