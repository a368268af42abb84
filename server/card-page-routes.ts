import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { isPermitted } from '../shared/permissions.ts';
import { SYSTEM } from './platform/actor.ts';
import { DomainError } from './platform/domain-error.ts';
import { openCardPage, returnFromCardPage, type PaymentsDeps } from './payments/index.ts';
import { plainPage } from './plain-page.ts';
import type { RequestContexts } from './request-context.ts';

const AttemptParams = z.strictObject({ attemptId: z.uuid() });
const ReturnParams = z.strictObject({ nonce: z.string().regex(/^[\w-]{43}$/) });

/** Where a browser desk is served: this machine and nowhere else. Anything else counts as no desk. */
const DeskUrl = z
  .string()
  .regex(/^http:\/\/127\.0\.0\.1:[0-9]{1,5}$/)
  .nullable()
  .catch(null);

/**
 * The two ends of a card page. `/card-page/<attempt>` answers 303 to an address fresh from Pay, to the agent whose
 * attempt it is. `/payment-return/<nonce>` is where Pay sends the agent back: it tells nothing, and leads to the desk
 * whose browser it is in, or says to go back to it.
 */
export function addCardPageRoutes(app: FastifyInstance, contexts: RequestContexts, deps: PaymentsDeps): void {
  app.get('/card-page/:attemptId', async (request, reply) => {
    const params = AttemptParams.safeParse(request.params);
    if (!params.success) return sayWhy(reply, 404, 'There is no such card payment.');
    const ctx = await contexts.of(request);
    const { actor } = ctx;
    if (actor === null)
      return sayWhy(reply, 401, 'You are not signed in. Sign in at the desk and open the card page again.');
    if (!isPermitted(actor.roles, 'cardPayment.take'))
      return sayWhy(reply, 403, 'Your role does not take card payments.');
    try {
      const deskUrl = DeskUrl.parse(request.headers['x-counterfoil-desk']);
      const address = await openCardPage({ ...ctx, actor }, { ...params.data, deskUrl }, deps);
      return await reply.code(303).header('location', address.href).send();
    } catch (error) {
      if (error instanceof DomainError) return sayWhy(reply, ...refusalPage(error));
      throw error;
    }
  });

  app.get('/payment-return/:nonce', async (request, reply) => {
    const params = ReturnParams.safeParse(request.params);
    if (params.success) {
      const ctx = { ...contexts.bare(request), actor: SYSTEM };
      const wayBack = await returnFromCardPage(ctx, params.data.nonce, deps);
      if (wayBack !== null) return reply.code(303).header('location', wayBack.href).send();
    }
    return sayWhy(reply, 200, 'Go back to the desk: it shows what became of the payment. You can close this page.');
  });
}

function refusalPage(error: DomainError): readonly [status: number, sentence: string] {
  switch (error.code) {
    case 'CARD_PAYMENT_NOT_FOUND':
      return [404, 'There is no such card payment.'];
    case 'CARD_PAYMENT_NOT_YOURS':
      return [403, 'Another agent is taking this payment. Only they can open its card page.'];
    case 'CARD_PAGE_NOT_AVAILABLE':
      return [409, 'This payment has ended, so it has no card page any more. The desk shows what became of it.'];
    case 'PAY_UNREACHABLE':
      return [
        502,
        'GOV.UK Pay did not answer. No card was entered and no money was taken. Open the card page again in a moment.',
      ];
    case 'RECORDING_NOT_PAUSED':
      return [
        502,
        'The recording of the call could not be paused, so the card page was not opened and no card was entered. ' +
          'Go back to the desk and open it again. If it fails again, ask a team leader.',
      ];
    case 'RECORDING_TO_PAUSE_BY_HAND':
      return [
        409,
        'Pause the recording of the call first, and say so at the desk. Then the card page can be opened. No card was entered.',
      ];
    default:
      return [409, 'The card page cannot be opened now. The desk shows why.'];
  }
}

function sayWhy(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(plainPage(sentence));
}
