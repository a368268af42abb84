import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApprovalRow } from '../../shared/contracts/approvals.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { COUNT_POLL_MS } from '../config.ts';
import type { ClientRows } from '../grid/grid-data.ts';
import { useQueriedRows } from '../grid/use-queried-rows.ts';
import { readerFirst } from './next-approval.ts';

/** What waits, those the reader can decide first; looked at again by itself. */
export function useWaitingApprovals(): ClientRows<ApprovalRow> {
  const refetchInterval = usePollEvery(COUNT_POLL_MS);
  const { data, error, refetch } = useQuery({
    ...api.approvals.inbox.queryOptions({}, { trpc: inBackground }),
    refetchInterval,
  });
  const sorted = useMemo(() => (data === undefined ? undefined : { rows: readerFirst(data.rows) }), [data]);
  return useQueriedRows({ data: sorted, error, refetch });
}
