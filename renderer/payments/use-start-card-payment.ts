import { useCallback } from 'react';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { useCommand } from '../api/use-command.ts';
import { openCardPage } from './card-page.ts';

/** Opens the card page of an attempt just started, if it has one: a create that was refused or lost has none. */
async function goToCardPage(attemptId: string): Promise<void> {
  try {
    const payment = await queryClient.fetchQuery(api.payments.get.queryOptions({ attemptId }, { trpc: inBackground }));
    if (payment.canOpenCardPage) void openCardPage(attemptId);
  } catch {
    // The attempt's own status says what is known of it, and offers the card page once the server answers.
  }
}

/** The command that starts a card payment and goes to its card page. `onStarted` is given the attempt to show. */
export function useStartCardPayment(onStarted: (attemptId: string) => void) {
  const onDone = useCallback(
    ({ attemptId }: { readonly attemptId: string }) => {
      void goToCardPage(attemptId).then(() => onStarted(attemptId));
    },
    [onStarted],
  );
  return useCommand(api.payments.start.mutationOptions(), onDone);
}
