import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { addDays, type LocalDate } from '../../shared/local-date.ts';
import type { RegistrationsSearch, UsageSearch } from '../search-params.ts';

type Change = { [Name in keyof UsageSearch]?: UsageSearch[Name] | undefined };

/** Changes the dashboard's address in place. */
export function useUsageSearch(): (next: Change) => void {
  const navigate = useNavigate({ from: '/usage' });
  return useCallback(
    (next: Change) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
}

/** The filters a dashboard and the list of registrations have in common. */
export type UsageFilters = Pick<UsageSearch, 'organisation' | 'fee' | 'channel' | 'way'>;

/** The list of exactly the registrations that a figure counts: days from `from`, before `before`, and the filters. */
export function registrationsOf(
  filters: UsageFilters,
  { from, before }: { readonly from: LocalDate; readonly before: LocalDate },
): RegistrationsSearch {
  const { organisation, fee, channel, way } = filters;
  return { organisation, fee, channel, way, from, to: addDays(before, -1), withdrawn: false };
}
