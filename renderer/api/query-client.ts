import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { noteSignedOut } from './connection.ts';
import { readFailure } from './read-failure.ts';

const RETRIES = 1;

function learnFrom(error: unknown): void {
  if (readFailure(error).code === 'UNAUTHORIZED') noteSignedOut();
}

/** A refusal will not change by asking again; a lost answer may. */
function mayAskAgain(failureCount: number, error: unknown): boolean {
  return failureCount < RETRIES && readFailure(error).code === null;
}

/**
 * What is shown may be money, so nothing counts as fresh: a screen that opens asks again, and shows what it had
 * meanwhile. Commands are never repeated by the machine, only by a person, and then under the same command id.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: learnFrom }),
  mutationCache: new MutationCache({ onError: learnFrom }),
  defaultOptions: {
    queries: { staleTime: 0, networkMode: 'always', retry: mayAskAgain, retryDelay: 400 },
    mutations: { networkMode: 'always', retry: false },
  },
});
