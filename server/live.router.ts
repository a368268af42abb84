import { FollowChanges, LiveChanges } from '../shared/contracts/live.ts';
import type { Live } from './platform/live.ts';
import { permitted, router } from './platform/trpc.ts';
import { followChanges } from './follow-changes.ts';

/** What changes while a screen is open. */
export function createLiveRouter(live: Live) {
  return router({
    changes: permitted('session.own')
      .input(FollowChanges)
      .output(LiveChanges)
      .subscription(({ ctx, signal }) => followChanges(ctx, live, signal)),
  });
}
