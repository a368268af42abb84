import type { FastifyInstance } from 'fastify';
import { endSession, IDLE_MINUTES, openSession, type ReadAccessToken } from './access/index.ts';
import type { OpenedSession } from '../shared/contracts/access.ts';
import { instant } from '../shared/instant.ts';
import { bearerOf } from './bearer.ts';
import { SYSTEM } from './platform/actor.ts';
import { DomainError } from './platform/domain-error.ts';
import type { RequestContexts } from './request-context.ts';

/**
 * Sign-in's server half. `POST /session/open` takes the identity provider's access token once, and answers a session
 * of our own; `POST /session/close` ends it.
 */
export function addSessionRoutes(app: FastifyInstance, contexts: RequestContexts, readToken: ReadAccessToken): void {
  app.post('/session/open', async (request, reply) => {
    const accessToken = bearerOf(request);
    const subject = accessToken === undefined ? undefined : await readToken(accessToken);
    if (subject === undefined) return reply.code(401).send({ reason: 'NOT_SIGNED_IN' });
    try {
      const opened = await openSession({ ...contexts.bare(request), actor: SYSTEM }, subject);
      const body: OpenedSession = {
        sessionToken: opened.token,
        idleMinutes: IDLE_MINUTES,
        absoluteExpiresAt: instant(opened.absoluteExpiresAt),
      };
      return await reply.code(201).send(body);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden') {
        return reply.code(403).send({ reason: error.code });
      }
      throw error;
    }
  });

  app.post('/session/close', async (request, reply) => {
    const ctx = await contexts.of(request);
    if (ctx.actor !== null) await endSession({ ...ctx, actor: ctx.actor });
    return reply.code(204).send();
  });
}
