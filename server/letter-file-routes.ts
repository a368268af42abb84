import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CreditNoteNumberSchema, OrganisationReferenceSchema } from '../shared/checked-reference.ts';
import { addDays, LocalDateSchema } from '../shared/local-date.ts';
import { openCreditNotePdf, openStatementCsv, openStatementPdf, type InvoiceSender } from './billing/index.ts';
import { noSuchFile, orNoSuchFile } from './no-such-file.ts';
import { permittedFor } from './permitted-request.ts';
import type { RequestContexts } from './request-context.ts';
import { sendPdf } from './send-pdf.ts';

const CreditNote = z.strictObject({ number: CreditNoteNumberSchema });
const Statement = z
  .strictObject({ organisation: OrganisationReferenceSchema, from: LocalDateSchema, to: LocalDateSchema })
  .refine(({ from, to }) => from <= to);
/** `as=page`: to be shown, for printing; otherwise it is saved. */
const Query = z.strictObject({ as: z.literal('page').optional() });
/** A statement that is too long to be made is no file either: the page has said so before it offers one. */
const TOO_LONG = ['STATEMENT_TOO_LONG'];

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
    return orNoSuchFile(reply, async () => {
      const bytes = await openCreditNotePdf(ctx.em, number, sender);
      return sendPdf(reply, { name: `Credit note ${number}.pdf`, bytes, how: query.data.as ?? 'file' });
    });
  });

  app.get('/files/statements/:organisation/:from/:to/pdf', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Statement.safeParse(request.params);
    const query = Query.safeParse(request.query);
    if (!params.success || !query.success) return noSuchFile(reply);
    const { organisation, from, to } = params.data;
    const input = { organisation, period: { from, before: addDays(to, 1) } };
    const name = `Statement ${organisation} ${from} ${to}.pdf`;
    const send = async () => {
      const bytes = await openStatementPdf(ctx.em, input, ctx.clock.now(), sender);
      return sendPdf(reply, { name, bytes, how: query.data.as ?? 'file' });
    };
    return orNoSuchFile(reply, send, TOO_LONG);
  });

  app.get('/files/statements/:organisation/:from/:to/csv', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Statement.safeParse(request.params);
    if (!params.success) return noSuchFile(reply);
    const { organisation, from, to } = params.data;
    const send = async () => {
      const csv = await openStatementCsv(ctx.em, { organisation, period: { from, before: addDays(to, 1) } });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="Statement ${organisation} ${from} ${to}.csv"`)
        .send(csv);
    };
    return orNoSuchFile(reply, send, TOO_LONG);
  });
}
