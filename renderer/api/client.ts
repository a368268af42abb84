import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/app-router.ts';
import type { LiveTopic } from '../../shared/live-topics.ts';
import { API_PATH, BATCH_MAX_CALLS } from '../config.ts';
import { queryClient } from './query-client.ts';
import { BACKGROUND_HEADER, watchedFetch } from './watched-fetch.ts';

/** Give this to a query that polls: polling is not activity and does not keep the session alive. */
export const inBackground = { context: { background: true } } as const;

function linkWith(headers: Record<string, string>) {
  return httpBatchLink<AppRouter>({
    url: API_PATH,
    maxItems: BATCH_MAX_CALLS,
    // What is asked goes in the body: an address may be kept where a search for somebody must not be.
    methodOverride: 'POST',
    headers,
    fetch: (url, options) => watchedFetch(url, options as RequestInit),
  });
}

const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: API_PATH }),
      false: splitLink({
        condition: (operation) => operation.context['background'] === true,
        true: linkWith({ [BACKGROUND_HEADER]: '1' }),
        false: linkWith({}),
      }),
    }),
  ],
});

/** Every procedure of the server, as options for `useQuery` and `useCommand`. */
export const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient });

export interface LiveLine {
  readonly onChange: (topics: readonly LiveTopic[]) => void;
  /** The line is down and will be opened again by itself. */
  readonly onLost: () => void;
  /** The line has ended for good: refused, or the session is over. */
  readonly onEnded: () => void;
}

/** Follows what changes at the server; it counts as nobody's activity. */
export function openLiveLine({ onChange, onLost, onEnded }: LiveLine): { readonly unsubscribe: () => void } {
  return client.live.changes.subscribe(
    {},
    {
      onData: ({ topics }) => onChange(topics),
      onConnectionStateChange: ({ state }) => {
        if (state === 'connecting') onLost();
      },
      onError: onEnded,
      onComplete: onEnded,
    },
  );
}
