import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { CreditNoteNumberSchema, OrganisationReferenceSchema } from '../shared/checked-reference.ts';
import { addDays, LocalDateSchema } from '../shared/local-date.ts';
import { openCreditNotePdf, openStatementCsv, openStatementPdf, type InvoiceSender } from './billing/index.ts';
import { permittedFor } from './permitted-request.ts';
import { DomainError } from './platform/domain-error.ts';
import type { RequestContexts } from './request-context.ts';

const CreditNote = z.strictObject({ number: CreditNoteNumberSchema });
const Statement = z
  .strictObject({ organisation: OrganisationReferenceSchema, from: LocalDateSchema, to: LocalDateSchema })
  .refine(({ from, to }) => from <= to);
/** `as=page`: to be shown, for printing; otherwise it is saved. */
const Query = z.strictObject({ as: z.literal('page').optional() });

/**
 * Letters about an account, to whoever may read invoices: `GET /files/credit-notes/<number>/pdf`, and
 * `GET /files/statements/<organisation>/<first day>/<last day>/pdf`, or `/csv` for a spreadsheet.
 */
export function addLetterFileRoutes(app: FastifyInstance, contexts: RequestContexts, sender: InvoiceSender): void {
  app.get('/files/credit-notes/:number/pdf', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = CreditNote.safeParse(request.params);
    const query = Query.safeParse(request.query);
    if (!params.success || !query.success) return noSuchFile(reply);
    const { number } = params.data;
    return orNoSuchFile(reply, async () =>
      asPdf(reply, query.data, `Credit note ${number}.pdf`).send(await openCreditNotePdf(ctx.em, number, sender)),
    );
  });

  app.get('/files/statements/:organisation/:from/:to/pdf', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Statement.safeParse(request.params);
    const query = Query.safeParse(request.query);
    if (!params.success || !query.success) return noSuchFile(reply);
    const { organisation, from, to } = params.data;
    const input = { organisation, period: { from, before: addDays(to, 1) } };
    return orNoSuchFile(reply, async () =>
      asPdf(reply, query.data, `Statement ${organisation} ${from} ${to}.pdf`).send(
        await openStatementPdf(ctx.em, input, ctx.clock.now(), sender),
      ),
    );
  });

  app.get('/files/statements/:organisation/:from/:to/csv', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Statement.safeParse(request.params);
    if (!params.success) return noSuchFile(reply);
    const { organisation, from, to } = params.data;
    return orNoSuchFile(reply, async () => {
      const csv = await openStatementCsv(ctx.em, { organisation, period: { from, before: addDays(to, 1) } });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="Statement ${organisation} ${from} ${to}.csv"`)
        .send(csv);
    });
  });
}

function asPdf(reply: FastifyReply, query: z.output<typeof Query>, name: string): FastifyReply {
  const how = query.as === 'page' ? 'inline' : 'attachment';
  return reply.header('content-type', 'application/pdf').header('content-disposition', `${how}; filename="${name}"`);
}

function noSuchFile(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ reason: 'NO_SUCH_FILE' });
}

/** A statement that is too long to be made is no file either: the page has said so before it offers one. */
async function orNoSuchFile(reply: FastifyReply, send: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof DomainError && (error.kind === 'notFound' || error.code === 'STATEMENT_TOO_LONG')) {
      return noSuchFile(reply);
    }
    throw error;
  }
}
