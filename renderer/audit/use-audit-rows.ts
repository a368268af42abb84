import { useMemo } from 'react';
import type { AuditRow } from '../../shared/contracts/audit.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import type { ServerRows } from '../grid/grid-data.ts';
import { readOrganisationFilter } from './organisation-filter.ts';

/** The audit trail, newest first, of one organisation (its reference) or of all; looks for new events by itself. */
export function useAuditRows(organisation: string | undefined): ServerRows<AuditRow> {
  return useMemo(() => {
    const filter = readOrganisationFilter(organisation ?? '');
    return {
      kind: 'server',
      watchesForNew: true,
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.audit.list.queryOptions(
            { cursor, limit: PAGE_SIZE, organisation: filter.kind === 'one' ? filter.reference : null },
            background ? { trpc: inBackground } : {},
          ),
        ),
    };
  }, [organisation]);
}
