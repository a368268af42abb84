import { useSyncExternalStore } from 'react';
import { z } from 'zod';

/** What the page knows of its way to the server. */
export interface Connection {
  /** False once any answer said that there is no session. */
  readonly signedIn: boolean;
  /** False while the gateway says that the server does not answer, or the gateway itself does not. */
  readonly reachable: boolean;
}

let connection: Connection = { signedIn: false, reachable: true };
const listeners = new Set<() => void>();

function change(next: Partial<Connection>): void {
  const merged = { ...connection, ...next };
  if (merged.signedIn === connection.signedIn && merged.reachable === connection.reachable) return;
  connection = merged;
  for (const listener of listeners) listener();
}

export function noteSignedIn(): void {
  change({ signedIn: true });
}

export function noteSignedOut(): void {
  change({ signedIn: false });
}

export function noteReachable(): void {
  change({ reachable: true });
}

export function noteUnreachable(): void {
  change({ reachable: false });
}

const GatewaySaysUnreachable = z.object({ gateway: z.literal('unreachable') });

async function isGatewayAlone(response: Response): Promise<boolean> {
  if (response.status !== 502) return false;
  try {
    return GatewaySaysUnreachable.safeParse(await response.clone().json()).success;
  } catch {
    return false;
  }
}

/** Learns from an answer: 401 means signed out, the gateway's own 502 means that the server is out of reach. */
export async function noteAnswer(response: Response): Promise<void> {
  if (response.status === 401) noteSignedOut();
  if (await isGatewayAlone(response)) noteUnreachable();
  else noteReachable();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The connection now, without following it. */
export function connectionNow(): Connection {
  return connection;
}

/** The connection, following changes. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, connectionNow);
}
