import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { isPermitted } from '../shared/permissions.ts';
import { findMachine, type ReadAccessToken } from './access/index.ts';
import { bearerOf } from './bearer.ts';
import { DomainError } from './platform/domain-error.ts';
import type { RequestContexts } from './request-context.ts';
import { answerBatch, receiveBatch, UsageBatch } from './usage/index.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/**
 * `POST /usage/events`: the registration service tells of LPAs that were registered, corrected or withdrawn, up to a
 * thousand at a time. It proves itself by an access token of the identity provider (client credentials) on every call;
 * 401 asks for a fresh one, 403 means that it is not let in. A body that is no batch is 400; everything else is 200
 * with an answer for each event. 503 and no answer at all mean: send the same batch again.
 */
export function addUsageFeedRoutes(app: FastifyInstance, contexts: RequestContexts, readToken: ReadAccessToken): void {
  void app.register(async (scope) => {
    // The body is hashed as it came, so it is read as bytes here and nowhere else.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      async (_request: unknown, body: Buffer) => body,
    );
    scope.post('/usage/events', { bodyLimit: MOST_BYTES }, async (request, reply) => {
      const token = bearerOf(request);
      const subject = token === undefined ? undefined : await readToken(token);
      if (subject === undefined) return reply.code(401).send({ reason: 'NOT_SIGNED_IN' });
      const ctx = contexts.bare(request);
      const actor = await findMachine(ctx.em, subject);
      if (actor === null || !isPermitted(actor.roles, 'usage.feed')) {
        return reply.code(403).send({ reason: 'NOT_LET_IN' });
      }
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const batch = UsageBatch.safeParse(readJson(body));
      if (!batch.success) return reply.code(400).send({ reason: 'NOT_A_BATCH' });
      const sha256 = createHash('sha256').update(body).digest();
      const { events } = batch.data;
      try {
        return answerBatch(await receiveBatch({ ...ctx, actor }, { sha256, byteCount: body.length, events }));
      } catch (error) {
        if (error instanceof DomainError && error.kind === 'busy') return reply.code(503).send({ reason: error.code });
        throw error;
      }
    });
  });
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
