import { useSyncExternalStore } from 'react';
import { queryClient } from './query-client.ts';

let version = 0;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentVersion(): number {
  return version;
}

/** Asks for everything on screen again: open queries at once, and grids that page by themselves. */
export function refreshEverything(): void {
  version += 1;
  for (const listener of listeners) listener();
  void queryClient.invalidateQueries();
}

/** A number that grows whenever everything is to be asked for again; for what is not a query. */
export function useRefreshCount(): number {
  return useSyncExternalStore(subscribe, currentVersion);
}
