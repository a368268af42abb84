import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { OrganisationsSearch } from '../search-params.ts';
import type { GridSort } from '../grid/grid-data.ts';

type Change = { [Name in keyof OrganisationsSearch]?: OrganisationsSearch[Name] | undefined };

export type OrganisationsSearchChanges = ReturnType<typeof useOrganisationsSearch>;

/** Changes the list's address in place: going back leaves the list, it does not undo a filter. */
export function useOrganisationsSearch() {
  const navigate = useNavigate({ from: '/organisations' });
  const change = useCallback(
    (next: Change) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  const onText = useCallback((text: string) => change({ text: text === '' ? undefined : text }), [change]);
  const onSort = useCallback(
    (sort: GridSort | null) => {
      const order = OrganisationsSearch.pick({ sort: true, direction: true });
      change(order.parse({ sort: sort?.column, direction: sort?.direction }));
    },
    [change],
  );
  return { change, onText, onSort };
}
