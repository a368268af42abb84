import type { BillRow } from '../../shared/contracts/bill-runs.ts';
import { formatPounds, pence } from '../../shared/money.ts';
import { countColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import type { BillRunSearch } from '../search-params.ts';
import { BILL_WORDS } from '../ui/status-words.ts';
import { PROBLEM_WORDS } from './bill-run-words.ts';

type Order = Pick<BillRunSearch, 'sort' | 'direction'>;

function sortable(id: NonNullable<Order['sort']>, { sort = 'name', direction = 'asc' }: Order) {
  return { id, sortable: true, ...(id === sort && { sorted: direction }) };
}

/** Why somebody should look at this bill, in the order of weight. */
function remarks({ heldReason, problems, undecided, unusual }: BillRow): string {
  const waiting = undecided === 0 ? [] : [`${undecided} undecided`];
  const named = problems.filter((problem) => problem !== 'undecided-fee').map((problem) => PROBLEM_WORDS[problem]);
  const said = heldReason === null || named.length > 0 ? [] : [heldReason];
  return [...said, ...named, ...waiting, ...(unusual === null ? [] : [unusual])].join(' · ');
}

/** How the bill differs from the organisation's last, in words. */
function changeWords({ total, previousTotal }: BillRow): string {
  const change = total - (previousTotal ?? 0);
  return change === 0 ? 'None' : `${formatPounds(pence(Math.abs(change)))} ${change > 0 ? 'more' : 'less'}`;
}

/** The bills of a run, each beside the organisation's last and that of the same period a year ago. */
export function billColumns(order: Order) {
  return [
    textColumn<BillRow>({
      ...sortable('name', order),
      title: 'Organisation',
      share: 2,
      value: (row) => row.organisation.name,
    }),
    referenceColumn<BillRow>({ id: 'reference', title: 'Reference', value: (row) => row.organisation.reference }),
    statusColumn<BillRow>({ id: 'standing', title: 'Bill', value: (row) => BILL_WORDS[row.standing], width: 140 }),
    countColumn<BillRow>({ ...sortable('lines', order), title: 'LPAs', value: (row) => row.lineCount, width: 90 }),
    moneyColumn<BillRow>({ ...sortable('total', order), title: 'Total', value: (row) => row.total, width: 130 }),
    moneyColumn<BillRow>({
      id: 'last',
      title: 'Last period',
      value: ({ previousTotal }) => previousTotal ?? pence(0),
      zeroAs: 'Nothing',
      width: 130,
    }),
    moneyColumn<BillRow>({
      id: 'year-ago',
      title: 'A year ago',
      value: ({ yearAgoTotal }) => yearAgoTotal ?? pence(0),
      zeroAs: 'Nothing',
      width: 130,
    }),
    textColumn<BillRow>({ ...sortable('change', order), title: 'Change', value: changeWords, width: 150 }),
    textColumn<BillRow>({ id: 'remarks', title: 'Look at', value: remarks, share: 2 }),
  ];
}
