import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { InvoiceNumberSchema } from '../shared/checked-reference.ts';
import { openInvoiceCsv, openInvoicePdf, type InvoiceSender } from './billing/index.ts';
import { noSuchFile, orNoSuchFile } from './no-such-file.ts';
import { permittedFor } from './permitted-request.ts';
import type { RequestContexts } from './request-context.ts';
import { sendPdf } from './send-pdf.ts';

const Params = z.strictObject({ number: InvoiceNumberSchema });
/** `as=page`: to be shown, for printing; otherwise it is saved. */
const Query = z.strictObject({ as: z.literal('page').optional() });

/**
 * Invoices as files, to whoever may read invoices. `GET /files/invoices/<number>/pdf` is the invoice itself,
 * `GET /files/invoices/<number>/lines` its LPAs for a spreadsheet. Both are made while they are sent.
 */
export function addInvoiceFileRoutes(app: FastifyInstance, contexts: RequestContexts, sender: InvoiceSender): void {
  app.get('/files/invoices/:number/pdf', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Params.safeParse(request.params);
    const query = Query.safeParse(request.query);
    if (!params.success || !query.success) return noSuchFile(reply);
    const { number } = params.data;
    return orNoSuchFile(reply, async () => {
      const bytes = await openInvoicePdf(ctx.em, number, sender);
      return sendPdf(reply, { name: `Invoice ${number}.pdf`, bytes, how: query.data.as ?? 'file' });
    });
  });

  app.get('/files/invoices/:number/lines', async (request, reply) => {
    const ctx = await permittedFor('invoice.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Params.safeParse(request.params);
    if (!params.success) return noSuchFile(reply);
    const { number } = params.data;
    return orNoSuchFile(reply, async () => {
      const csv = await openInvoiceCsv(ctx.em, number);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="Invoice ${number} LPAs.csv"`)
        .send(csv);
    });
  });
}
