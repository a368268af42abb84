import type { OrganisationRow } from '../../shared/contracts/organisations.ts';
import { countColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import type { OrganisationsSearch } from '../search-params.ts';
import { ORGANISATION_KIND_WORDS, ORGANISATION_WORDS } from '../ui/status-words.ts';

type Order = Pick<OrganisationsSearch, 'sort' | 'direction'>;

/** Sortable by the server under this id, and ordered by it at first if the address says so. */
function sortable(id: NonNullable<Order['sort']>, { sort = 'name', direction = 'asc' }: Order) {
  return { id, sortable: true, ...(id === sort && { sorted: direction }) };
}

function moneyColumns(order: Order) {
  return [
    moneyColumn<OrganisationRow>({
      ...sortable('receivable', order),
      title: 'Owes',
      value: (row) => row.receivable,
      zeroAs: 'Nothing',
    }),
    moneyColumn<OrganisationRow>({
      ...sortable('credit', order),
      title: 'In credit',
      value: (row) => row.credit,
      zeroAs: 'None',
    }),
    countColumn<OrganisationRow>({ id: 'open', title: 'Open invoices', value: (row) => row.openInvoices, width: 110 }),
  ];
}

/** The list of organisations: who, what they owe, and the rest. Sortable by what the server sorts by. */
export function organisationColumns(order: Order) {
  return [
    referenceColumn<OrganisationRow>({
      ...sortable('reference', order),
      title: 'Reference',
      value: (row) => row.reference,
    }),
    textColumn<OrganisationRow>({ ...sortable('name', order), title: 'Name', value: (row) => row.name, share: 2 }),
    ...moneyColumns(order),
    statusColumn<OrganisationRow>({
      id: 'status',
      title: 'Status',
      value: (row) => ORGANISATION_WORDS[row.status],
      width: 110,
    }),
    textColumn<OrganisationRow>({
      id: 'kind',
      title: 'Kind',
      value: (row) => ORGANISATION_KIND_WORDS[row.kind],
      width: 130,
    }),
    textColumn<OrganisationRow>({ id: 'town', title: 'Town', value: (row) => row.town, width: 150 }),
    textColumn<OrganisationRow>({ id: 'postcode', title: 'Postcode', value: (row) => row.postcode, width: 100 }),
  ];
}
