import type { FeeKind } from '../../shared/contracts/billing.ts';
import type { FeeOrderRow } from '../../shared/contracts/fees.ts';
import { formatPounds } from '../../shared/money.ts';
import { dayColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { feeOrderWords } from './fee-order-words.ts';

/** Right-aligned figures where a kind of fee may not exist at all, which is not the same as costing nothing. */
function priceColumn(feeKind: FeeKind, title: string) {
  return {
    ...textColumn<FeeOrderRow>({
      id: feeKind,
      title,
      value: ({ prices }) => {
        const price = prices.find((one) => one.feeKind === feeKind);
        return price === undefined ? 'None' : formatPounds(price.amount);
      },
      width: 110,
    }),
    headerClass: 'ag-right-aligned-header',
    cellClass: ['ag-right-aligned-cell', 'grid-figures'],
    cellClassRules: { 'grid-quiet': ({ value }: { value: unknown }) => value === 'None' },
  };
}

/** Orders as a table of times: the one that begins last on top. */
export const feeOrderColumns = [
  dayColumn<FeeOrderRow>({ id: 'from', title: 'Received from', value: (row) => row.effectiveFrom }),
  statusColumn<FeeOrderRow>({ id: 'state', title: 'State', value: feeOrderWords, width: 190 }),
  priceColumn('full', 'Full'),
  priceColumn('half', 'Half'),
  priceColumn('repeat', 'Repeat'),
  priceColumn('quarter', 'Quarter'),
  textColumn<FeeOrderRow>({ id: 'title', title: 'Order', value: (row) => row.title, share: 3 }),
  textColumn<FeeOrderRow>({ id: 'citation', title: 'Citation', value: (row) => row.citation ?? '', width: 130 }),
];
