import { useConnection } from './connection.ts';

/** `intervalMs` while somebody is signed in and the server answers, false otherwise: for a query that polls. */
export function usePollEvery(intervalMs: number): number | false {
  const { signedIn, reachable } = useConnection();
  return signedIn && reachable ? intervalMs : false;
}
