import type { DebtorRow, DebtAge } from '../../shared/contracts/books-as-at.ts';
import { moneyColumn, referenceColumn, textColumn } from '../grid/columns.tsx';

const AGE_TITLES: Readonly<Record<DebtAge, string>> = {
  notDue: 'Not due yet',
  upTo30: 'Up to 30 days',
  upTo60: '31 to 60 days',
  upTo90: '61 to 90 days',
  over90: 'Over 90 days',
};

function ageColumn(age: DebtAge) {
  return moneyColumn<DebtorRow>({
    id: age,
    title: AGE_TITLES[age],
    value: ({ ages }) => ages[age],
    zeroAs: '–',
    width: 106,
  });
}

/** Who owed what at a moment, and for how long it had been due. */
export const debtorsColumns = [
  referenceColumn<DebtorRow>({ id: 'reference', title: 'Reference', value: (row) => row.organisation.reference }),
  textColumn<DebtorRow>({ id: 'name', title: 'Organisation', value: (row) => row.organisation.name, share: 2 }),
  moneyColumn<DebtorRow>({ id: 'owed', title: 'Owed', value: (row) => row.owed, zeroAs: '–', width: 106 }),
  ...(['notDue', 'upTo30', 'upTo60', 'upTo90', 'over90'] as const).map(ageColumn),
  moneyColumn<DebtorRow>({ id: 'credit', title: 'In credit', value: (row) => row.credit, zeroAs: '–', width: 106 }),
];
