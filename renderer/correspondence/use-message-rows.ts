import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { ListMessages, MessageRow } from '../../shared/contracts/correspondence.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import type { ServerRows } from '../grid/grid-data.ts';

/** What was sent, newest first: to all, or to one organisation. */
export function useMessageRows(
  show: ListMessages['show'],
  organisation: OrganisationReference | null,
): ServerRows<MessageRow> {
  return useMemo(
    () => ({
      kind: 'server',
      watchesForNew: true,
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.correspondence.list.queryOptions(
            { show, organisation, cursor, limit: PAGE_SIZE },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [show, organisation],
  );
}
