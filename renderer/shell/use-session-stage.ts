import { useSyncExternalStore } from 'react';
import type { WhoAmI } from '../../shared/contracts/access.ts';
import { lastServerActivity, subscribeToServerActivity } from '../api/session-activity.ts';
import { SESSION_WARNING_MS } from '../config.ts';
import { useTick } from '../ui/use-tick.ts';
import { sessionStage } from './session-stage.ts';

const LOOK_EVERY_MS = 1_000;

/** Where this person's session stands, looked at every second. */
export function useSessionStage(staff: WhoAmI) {
  const nowMs = useTick(LOOK_EVERY_MS);
  const lastHeardAtMs = useSyncExternalStore(subscribeToServerActivity, lastServerActivity);
  return sessionStage({
    nowMs,
    lastHeardAtMs,
    idleMinutes: staff.idleMinutes,
    absoluteEndMs: Date.parse(staff.absoluteExpiresAt),
    warningMs: SESSION_WARNING_MS,
  });
}
