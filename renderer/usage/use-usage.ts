import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, inBackground } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { queryClient } from '../api/query-client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { LIVE_DOWN_POLL_MS, LIVE_UP_POLL_MS } from '../config.ts';
import type { UsageSearch } from '../search-params.ts';

function readAgain(): void {
  void queryClient.invalidateQueries(api.usage.readUsage.queryFilter());
  void queryClient.invalidateQueries(api.usage.listTopOrganisations.queryFilter());
  void queryClient.invalidateQueries(api.usage.listOddOrganisations.queryFilter());
  void queryClient.invalidateQueries(api.usage.listAlerts.queryFilter());
}

/** The figures of the dashboard, read again whenever registrations come in; by the clock where that is not told. */
export function useUsage(search: UsageSearch) {
  const { organisation = null, months = 13, fee = null, channel = null, way = null, step = 'week' } = search;
  const isLive = useLive('usage', readAgain);
  const refetchInterval = usePollEvery(isLive ? LIVE_UP_POLL_MS : LIVE_DOWN_POLL_MS);
  const filter = { months, feeKind: fee, channel, cameBy: way };
  const again = { refetchInterval, placeholderData: keepPreviousData };
  const usage = useQuery({
    ...api.usage.readUsage.queryOptions({ ...filter, organisation, step }, { trpc: inBackground }),
    ...again,
  });
  const top = useQuery({
    ...api.usage.listTopOrganisations.queryOptions(filter, { trpc: inBackground }),
    ...again,
    enabled: organisation === null,
  });
  return { usage, top, isLive };
}
