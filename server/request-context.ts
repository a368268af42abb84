import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findActor } from './access/index.ts';
import { bearerOf } from './bearer.ts';
import type { Clock } from './platform/clock.ts';
import type { Logger } from './platform/logger.ts';
import type { PeopleAtWork } from './platform/people-at-work.ts';
import type { Context } from './platform/trpc.ts';

/** Builds what a request is handled with. */
export interface RequestContexts {
  /** With its actor, found by the session it carries; the call counts as the person's activity unless it is `unasked` or background polling. */
  of(request: FastifyRequest, unasked?: boolean): Promise<Context>;
  /** Without looking for an actor. */
  bare(request: FastifyRequest): Omit<Context, 'actor'>;
}

const RequestId = z.uuid();

/** The id the gateway gave the request, or a new one: the same id stands in logs, audit events and error messages. */
export function newRequestId(header: string | string[] | undefined): string {
  const given = RequestId.safeParse(header);
  return given.success ? given.data : randomUUID();
}

export function createRequestContexts(orm: MikroORM, clock: Clock, log: Logger, people: PeopleAtWork): RequestContexts {
  const bare = (request: FastifyRequest): Omit<Context, 'actor'> => ({
    requestId: request.id,
    em: orm.em.fork(),
    clock,
    log,
  });
  return {
    bare,
    of: async (request, unasked = false) => {
      const token = bearerOf(request);
      const base = bare(request);
      const background = unasked || request.headers['x-counterfoil-background'] === '1';
      if (!background) people.seen();
      const actor = token === undefined ? null : await findActor(base.em, token, clock.now(), background);
      return { ...base, actor };
    },
  };
}
