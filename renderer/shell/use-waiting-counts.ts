import { useQuery } from '@tanstack/react-query';
import { api, inBackground } from '../api/client.ts';
import { COUNT_POLL_MS } from '../config.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import type { RailEntry } from './rail-entries.ts';
import { useMay } from './staff.tsx';

/** How much waits at each place: for an agent, their own card payments that are not finished; approvals that are theirs to give. */
export function useWaitingCounts(): Partial<Record<RailEntry['to'], number>> {
  const mayTake = useMay('cardPayment.take');
  const mayDecide = useMay('approvals.decide');
  const refetchInterval = usePollEvery(COUNT_POLL_MS);
  const mine = useQuery({
    ...api.payments.mine.queryOptions({}, { trpc: inBackground }),
    enabled: mayTake,
    refetchInterval,
  });
  const inbox = useQuery({
    ...api.approvals.inbox.queryOptions({}, { trpc: inBackground }),
    enabled: mayDecide,
    refetchInterval,
  });
  return { '/approvals': inbox.data?.forMe ?? 0, '/payments': mine.data?.length ?? 0 };
}
