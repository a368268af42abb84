import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { fastify, type FastifyInstance } from 'fastify';
import type { ReadAccessToken } from './access/index.ts';
import type { InvoiceSender } from './billing/index.ts';
import { createAppRouter, type AppRouter } from './app-router.ts';
import { addCardPageRoutes } from './card-page-routes.ts';
import { addDocumentRoutes } from './document-routes.ts';
import { addInvoiceFileRoutes } from './invoice-file-routes.ts';
import { addLetterFileRoutes } from './letter-file-routes.ts';
import type { PaymentsDeps } from './payments/index.ts';
import type { Live } from './platform/live.ts';
import { databaseIsAway } from './platform/database-errors.ts';
import type { Logger } from './platform/logger.ts';
import { NoContextError } from './platform/trpc.ts';
import { addReceiptFileRoutes } from './receipt-file-routes.ts';
import { newRequestId, type RequestContexts } from './request-context.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addUsageFeedRoutes } from './usage-feed-routes.ts';
import { addUsageFileRoutes } from './usage-file-routes.ts';

export interface HttpParts {
  readonly contexts: RequestContexts;
  readonly payments: PaymentsDeps;
  readonly live: Live;
  readonly readToken: ReadAccessToken;
  readonly sender: InvoiceSender;
  readonly log: Logger;
  /** True when the database answers: a load balancer asks this before sending callers here. */
  readonly isReady: () => Promise<boolean>;
}

const MOST_BYTES = 256 * 1024;
const MOST_CALLS_IN_A_BATCH = 10;

/** The server's HTTP side, not yet listening. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    genReqId: (request) => newRequestId(request.headers['x-request-id']),
    bodyLimit: MOST_BYTES,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2_000 },
  });
  secure(app);
  refuseForms(app);
  logRequests(app, parts.log);
  app.get('/health', async () => ({ alive: true }));
  app.get('/ready', async (_request, reply) => {
    const ready = await parts.isReady();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  addSessionRoutes(app, parts.contexts, parts.readToken);
  addCardPageRoutes(app, parts.contexts, parts.payments);
  addUsageFeedRoutes(app, parts.contexts, parts.readToken);
  addUsageFileRoutes(app, parts.contexts);
  addDocumentRoutes(app, parts.contexts);
  addInvoiceFileRoutes(app, parts.contexts, parts.sender);
  addLetterFileRoutes(app, parts.contexts, parts.sender);
  addReceiptFileRoutes(app, parts.contexts);
  const trpc: FastifyTRPCPluginOptions<AppRouter> = {
    prefix: '/trpc',
    trpcOptions: {
      router: createAppRouter({ ...parts.payments, live: parts.live }),
      createContext: async ({ req, info }) => {
        try {
          // Following changes goes on while nobody touches anything.
          return await parts.contexts.of(req, info.type === 'subscription');
        } catch (cause) {
          throw new NoContextError(req.id, { cause });
        }
      },
      maxBatchSize: MOST_CALLS_IN_A_BATCH,
      // Questions may come as POST, so that what somebody searches for is never part of an address.
      allowMethodOverride: true,
      onError: ({ error, path, req }) => {
        if (error.code !== 'INTERNAL_SERVER_ERROR') return;
        parts.log.error({ err: error.cause ?? error, procedure: path, requestId: req.id }, 'A procedure failed');
      },
    },
  };
  await app.register(fastifyTRPCPlugin, trpc);
  return app;
}

/** A page of ours, and a fault in one, may load and do nothing; a route that shows a document says what that may do. */
const NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function secure(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', NOTHING_ALLOWED);
    reply.headers({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
}

/** No route takes a form, and tRPC would read one without a limit. */
function refuseForms(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!/^multipart\//i.test(request.headers['content-type'] ?? '')) return undefined;
    return reply.code(415).send({ error: 'Bad request', requestId: request.id });
  });
}

/** One line a request: the route's pattern, never the address, which may hold a nonce or what somebody searched for. */
function logRequests(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        procedure: procedureOf(request.params),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  app.setErrorHandler((error, request, reply) => {
    const status = databaseIsAway(error) ? 503 : statusOf(error);
    if (status >= 500)
      log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'A request failed');
    return reply
      .code(status)
      .send({ error: status >= 500 ? 'Something went wrong' : 'Bad request', requestId: request.id });
  });
}

/** Names of procedures are letters and dots; a path with anything else in it is not one, and stays out of the log. */
function procedureOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('path' in params)) return undefined;
  return typeof params.path === 'string' && /^[A-Za-z.,]{1,300}$/.test(params.path) ? params.path : undefined;
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : 500;
}
