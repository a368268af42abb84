import { initTRPC, TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { DomainErrorKind } from '../../shared/domain-errors.ts';
import { isPermitted, type Permission } from '../../shared/permissions.ts';
import type { StaffActor } from './actor.ts';
import type { Clock } from './clock.ts';
import { databaseIsAway } from './database-errors.ts';
import { DomainError } from './domain-error.ts';
import type { Logger } from './logger.ts';
import { refuseCardNumber } from './refuse-card-number.ts';

/** What every procedure gets. `em` is this request's own fork. */
export interface Context {
  readonly requestId: string;
  readonly actor: StaffActor | null;
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The context of a procedure that has passed its permission. */
export interface PermittedContext extends Context {
  readonly actor: StaffActor;
}

export interface ProcedureMeta {
  readonly permission: Permission;
}

/** A request that failed before it had a context: its id is kept for the answer and the log. */
export class NoContextError extends Error {
  override name = 'NoContextError';
  readonly requestId: string;

  constructor(requestId: string, options: ErrorOptions) {
    super('A request could not be given its context', options);
    this.requestId = requestId;
  }
}

const TRPC_CODE = {
  busy: 'SERVICE_UNAVAILABLE',
  conflict: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  rejected: 'UNPROCESSABLE_CONTENT',
  upstreamUnknown: 'BAD_GATEWAY',
} as const satisfies Record<DomainErrorKind, TRPC_ERROR_CODE_KEY>;

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // Often enough for everything in between to keep an idle stream open.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter({ shape, error, ctx }) {
      const domain =
        error.cause instanceof DomainError ? { code: error.cause.code, details: error.cause.details } : null;
      const unexpected = error.code === 'INTERNAL_SERVER_ERROR';
      const message = domain?.code ?? (unexpected ? 'Something went wrong' : error.code);
      const requestId = error.cause instanceof NoContextError ? error.cause.requestId : (ctx?.requestId ?? null);
      return {
        ...shape,
        message,
        data: {
          code: shape.data.code,
          // The words stay those of a failure: what was being committed may have been done.
          httpStatus: databaseIsAway(error) ? 503 : shape.data.httpStatus,
          domain,
          requestId,
        },
      };
    },
  });

const translateDomainErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) {
    const cause = result.error.cause;
    throw new TRPCError({ code: TRPC_CODE[cause.kind], message: cause.message, cause });
  }
  return result;
});

/**
 * No command's input reaches its procedure, or anything that could keep or log it, with a card number in it. It looks at
 * the input as it came, so no field of any procedure can be left out; questions are not looked at, being kept nowhere.
 */
const refuseCardNumbers = t.middleware(async ({ type, getRawInput, next }) => {
  if (type === 'mutation') refuseCardNumber(await getRawInput());
  return next();
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/**
 * The one way to make a procedure: it names the permission its caller must hold.
 *
 * Without a session the answer is 401, without the permission 403. The permission stands in the procedure's meta, so
 * that a test can walk every procedure as every role.
 */
export function permitted(permission: Permission) {
  return t.procedure
    .meta({ permission })
    .use(translateDomainErrors)
    .use(({ ctx, next }) => {
      if (ctx.actor === null) throw new TRPCError({ code: 'UNAUTHORIZED' });
      if (!isPermitted(ctx.actor.roles, permission)) throw new TRPCError({ code: 'FORBIDDEN' });
      return next({ ctx: { ...ctx, actor: ctx.actor } });
    })
    .use(refuseCardNumbers);
}
