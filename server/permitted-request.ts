import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPermitted, type Permission } from '../shared/permissions.ts';
import type { PermittedContext } from './platform/trpc.ts';
import type { RequestContexts } from './request-context.ts';

/**
 * The context of a request outside tRPC whose sender holds the permission. Otherwise the reply has been sent, 401
 * without a session and 403 without the permission, and the answer is undefined.
 */
export async function permittedFor(
  permission: Permission,
  contexts: RequestContexts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<PermittedContext | undefined> {
  const ctx = await contexts.of(request);
  const { actor } = ctx;
  if (actor === null) {
    await reply.code(401).send({ reason: 'NOT_SIGNED_IN' });
    return undefined;
  }
  if (!isPermitted(actor.roles, permission)) {
    await reply.code(403).send({ reason: 'NOT_PERMITTED' });
    return undefined;
  }
  return { ...ctx, actor };
}
