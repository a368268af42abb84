import { setTimeout } from 'node:timers/promises';
import type { LiveChange } from '../shared/contracts/live.ts';
import { LIVE_TOPICS } from '../shared/live-topics.ts';
import { isPermitted } from '../shared/permissions.ts';
import { sessionRoles } from './access/index.ts';
import { DomainError } from './platform/domain-error.ts';
import type { Live } from './platform/live.ts';
import type { PermittedContext } from './platform/trpc.ts';

/** A session that ended is noticed within this time, also when nothing changes. */
const LOOK_EVERY_MS = 15_000;
/** Changes that follow one another faster are told together. */
const REST_MS = 1_000;

/**
 * Tells one desk what changed, of what its person may read, until the session ends, the desk goes away, or the server
 * stops. The first message names nothing and says that the line is open. SYSTEM_BUSY when there are too many already.
 */
export async function* followChanges(
  ctx: PermittedContext,
  live: Live,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveChange, void> {
  const { sessionId } = ctx.actor;
  const follower = live.follow(sessionId);
  if (follower === null) throw new DomainError('SYSTEM_BUSY');
  signal?.addEventListener('abort', () => follower.end(), { once: true });
  if (signal?.aborted === true) follower.end();
  try {
    yield { topics: [] };
    for (;;) {
      const changed = await follower.next(LOOK_EVERY_MS);
      if (changed === null) return;
      const roles = await sessionRoles(ctx.em.fork(), sessionId, ctx.clock.now());
      if (roles === null) return;
      const topics = changed.filter((topic) => isPermitted(roles, LIVE_TOPICS[topic]));
      if (topics.length === 0) continue;
      yield { topics };
      await setTimeout(REST_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    follower.end();
  }
}
