import { useQuery } from '@tanstack/react-query';
import type { DeliveryRecord } from '../../shared/contracts/usage.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { DELIVERY_POLL_MS } from '../config.ts';

function isMoving(delivery: DeliveryRecord | undefined): boolean {
  return delivery?.state === 'received' || delivery?.state === 'reading';
}

/** A delivery, asked for again while it is being read. */
export function useDelivery(id: number) {
  const everyMs = usePollEvery(DELIVERY_POLL_MS);
  return useQuery({
    ...api.usage.getDelivery.queryOptions({ id }, { trpc: inBackground }),
    refetchInterval: (query) => (isMoving(query.state.data) ? everyMs : false),
  });
}
