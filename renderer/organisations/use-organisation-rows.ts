import { useMemo } from 'react';
import { ListOrganisations, type OrganisationRow } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import type { ServerRows } from '../grid/grid-data.ts';
import type { OrganisationsSearch } from '../search-params.ts';

const Order = ListOrganisations.pick({ sort: true, direction: true }).catch({ sort: 'name', direction: 'asc' });

/** The filtered list, page by page from the server. */
export function useOrganisationRows({ text = '', kind, status }: OrganisationsSearch): ServerRows<OrganisationRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor, sort }) =>
        queryClient.fetchQuery(
          api.organisations.list.queryOptions({
            ...Order.parse({ sort: sort?.column, direction: sort?.direction }),
            text,
            kind: kind ?? null,
            status: status ?? null,
            cursor,
            limit: PAGE_SIZE,
          }),
        ),
    }),
    [text, kind, status],
  );
}
