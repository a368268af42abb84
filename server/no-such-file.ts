import type { FastifyReply } from 'fastify';
import { DomainError } from './platform/domain-error.ts';

/** Answers that there is no such file. */
export function noSuchFile(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ reason: 'NO_SUCH_FILE' });
}

/** Answers with the file, or that there is none: where its subject is not there, or it cannot be made (`refusals`). */
export async function orNoSuchFile(
  reply: FastifyReply,
  send: () => Promise<FastifyReply>,
  refusals: readonly string[] = [],
): Promise<FastifyReply> {
  try {
    return await send();
  } catch (error) {
    const isNone = error instanceof DomainError && (error.kind === 'notFound' || refusals.includes(error.code));
    if (isNone) return noSuchFile(reply);
    throw error;
  }
}
