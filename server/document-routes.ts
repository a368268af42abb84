import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openDocument } from './correspondence/index.ts';
import { permittedFor } from './permitted-request.ts';
import type { RequestContexts } from './request-context.ts';
import { sendPdf } from './send-pdf.ts';

const MOST_INTEGER = 2_147_483_647;
const Params = z.strictObject({
  documentId: z
    .string()
    .regex(/^[0-9]{1,10}$/)
    .transform(Number)
    .refine((id) => id <= MOST_INTEGER),
});
/** `as=page`: to be shown, for printing; otherwise it is saved. */
const Query = z.strictObject({ as: z.literal('page').optional() });

/** `GET /files/documents/<id>`: what was sent, byte for byte, to whoever may read correspondence. */
export function addDocumentRoutes(app: FastifyInstance, contexts: RequestContexts): void {
  app.get('/files/documents/:documentId', async (request, reply) => {
    const ctx = await permittedFor('correspondence.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Params.safeParse(request.params);
    const query = Query.safeParse(request.query);
    const document = params.success && query.success ? await openDocument(ctx.em, params.data.documentId) : undefined;
    if (document === undefined) return reply.code(404).send({ reason: 'NO_SUCH_FILE' });
    return sendPdf(reply, { ...document, how: query.data?.as ?? 'file' });
  });
}
