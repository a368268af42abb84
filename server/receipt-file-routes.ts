import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { LocalDateSchema } from '../shared/local-date.ts';
import { noSuchFile, orNoSuchFile } from './no-such-file.ts';
import { permittedFor } from './permitted-request.ts';
import { payingInSlipCsv, produceCardFile } from './receipts/index.ts';
import type { RequestContexts } from './request-context.ts';

const Slip = z.strictObject({
  payingInSlipId: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/)
    .transform(Number),
});
const Day = z.strictObject({ day: LocalDateSchema });

/**
 * `GET /files/paying-in-slips/<number>/csv`: a paying-in slip to print, to whoever may read receipts.
 * `GET /files/card-files/<day>`: the card payments of a day as a daily card file, to whoever may record them.
 */
export function addReceiptFileRoutes(app: FastifyInstance, contexts: RequestContexts): void {
  app.get('/files/paying-in-slips/:payingInSlipId/csv', async (request, reply) => {
    const ctx = await permittedFor('receipts.read', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Slip.safeParse(request.params);
    if (!params.success) return noSuchFile(reply);
    const { payingInSlipId } = params.data;
    return orNoSuchFile(reply, async () => {
      const csv = await payingInSlipCsv(ctx.em, payingInSlipId);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="Paying-in slip ${payingInSlipId}.csv"`)
        .send(csv);
    });
  });

  app.get('/files/card-files/:day', async (request, reply) => {
    const ctx = await permittedFor('receipts.record', contexts, request, reply);
    if (ctx === undefined) return reply;
    const params = Day.safeParse(request.params);
    if (!params.success) return noSuchFile(reply);
    const { name, text } = await produceCardFile(ctx.em, params.data.day);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(text);
  });
}
