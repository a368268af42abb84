import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, inBackground } from '../api/client.ts';
import { useConnection } from '../api/connection.ts';
import { queryClient } from '../api/query-client.ts';
import { noteServerNow } from '../clock.ts';
import { CARD_PAYMENT_POLL_MS, isUnderWay } from './card-payment-polling.ts';

/**
 * One attempt, asked about as often as its state can change, in the background: watching does not keep a session alive.
 * Out of reach, it stays as last known and nothing is asked until the desk is connected again; then everything on screen
 * is asked afresh, this too.
 */
export function useCardPayment(attemptId: string) {
  const { signedIn, reachable } = useConnection();
  const options = api.payments.get.queryOptions({ attemptId }, { trpc: inBackground });
  const known = queryClient.getQueryData(options.queryKey);
  const query = useQuery({
    ...options,
    refetchInterval: ({ state: { data } }) =>
      signedIn && reachable && data !== undefined ? (CARD_PAYMENT_POLL_MS[data.state] ?? false) : false,
    // The card page is in front of the desk while its outcome is waited for.
    refetchIntervalInBackground: known !== undefined && isUnderWay(known.state),
  });
  const serverNow = query.data?.serverNow;
  useEffect(() => {
    if (serverNow !== undefined) noteServerNow(serverNow);
  }, [serverNow]);
  const isCurrent = reachable && query.error === null;
  return { query, payment: query.data, isCurrent };
}
