import type { Clock } from './clock.ts';
import type { DeskSession, SessionStore } from './session-store.ts';

/** The session while it can still be good; one past its absolute end is forgotten. */
export async function liveSession(store: SessionStore, clock: Clock): Promise<DeskSession | undefined> {
  const session = await store.load();
  if (!session) return undefined;
  if (clock().getTime() < Date.parse(session.absoluteExpiresAt)) return session;
  await store.clear();
  return undefined;
}
