import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest, Route } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import { canMoveTo, confirm, moveTo } from '../payment-moves.ts';
import { csrfTokenOf, sessionCookie, sessionIdOf } from './browser-session.ts';
import { cardPage } from './card-page.ts';
import { confirmPage } from './confirm-page.ts';
import { enterCard } from './enter-card.ts';
import { formRefusedPage, outcomePage, pageNotFound, sessionExpiredPage, waitingPage } from './outcome-pages.ts';
import { pageAnswer, seeOther } from './page-answer.ts';

type Visit = { payment: Payment; csrfToken: string; form: URLSearchParams };
type PageHandler = (context: GovukPayContext, visit: Visit) => Answer;

const GET_PAGES: readonly [string, PageHandler][] = [
  ['/card_details/:id', showCardPage],
  ['/card_details/:id/confirm', showConfirmPage],
  ['/card_details/:id/auth_waiting', showWhereItStands],
  ['/return/:id', goBack],
];
const POST_PAGES: readonly [string, PageHandler][] = [
  ['/card_details/:id', enterCard],
  ['/card_details/:id/confirm', confirmPayment],
  ['/card_details/:id/cancel', cancelPayment],
];

/** The payment pages, at the paths that Pay's own have. */
export function pageRoutes(context: GovukPayContext): Route[] {
  const route = (method: Route['method'], path: string, handler: PageHandler): Route => ({
    method,
    path,
    answer: (request) => answerVisit(context, request, handler),
  });
  return [
    {
      method: 'GET',
      path: '/secure/:token',
      answer: (request) => openPayment(context, request, request.params['token']),
    },
    { method: 'POST', path: '/secure', answer: (request) => openByForm(context, request) },
    { method: 'POST', path: '/secure/', answer: (request) => openByForm(context, request) },
    ...GET_PAGES.map(([path, handler]) => route('GET', path, handler)),
    ...POST_PAGES.map(([path, handler]) => route('POST', path, handler)),
  ];
}

function openByForm(context: GovukPayContext, request: PayRequest): Answer {
  return openPayment(context, request, new URLSearchParams(request.body).get('chargeTokenId') ?? '');
}

/** A token opens the payment once; after that only for the browser that it let in. */
function openPayment(context: GovukPayContext, request: PayRequest, token = ''): Answer {
  const found = context.access.findToken(token);
  if (!found) return pageNotFound();
  const location = `/card_details/${found.paymentId}`;
  const sessionId = sessionIdOf(request);
  if (!found.used) return seeOther(location, sessionCookie(context.access.useToken(token, sessionId), context));
  return context.access.mayOpen(sessionId, found.paymentId) ? seeOther(location) : sessionExpiredPage();
}

function answerVisit(context: GovukPayContext, request: PayRequest, handler: PageHandler): Answer {
  const payment = context.payments.find(request.params['id'] ?? '');
  const sessionId = sessionIdOf(request);
  if (!payment || sessionId === undefined || !context.access.mayOpen(sessionId, payment.id))
    return sessionExpiredPage();
  const csrfToken = csrfTokenOf(sessionId, payment.id);
  const form = new URLSearchParams(request.body);
  if (request.method === 'POST' && form.get('csrfToken') !== csrfToken) return formRefusedPage();
  return handler(context, { payment, csrfToken, form });
}

function showCardPage(context: GovukPayContext, visit: Visit): Answer {
  const { payment } = visit;
  if (payment.status === 'CREATED')
    context.payments.save(moveTo(payment, 'ENTERING CARD DETAILS', context.clock.now()));
  else if (payment.status !== 'ENTERING CARD DETAILS') return showWhereItStands(context, visit);
  return pageAnswer({ title: 'Enter card details', content: cardPage(visit) });
}

function showConfirmPage(context: GovukPayContext, visit: Visit): Answer {
  if (visit.payment.status !== 'AUTHORISATION SUCCESS') return showWhereItStands(context, visit);
  return pageAnswer({ title: 'Confirm your payment', content: confirmPage(visit.payment, visit.csrfToken) });
}

/** Leads to the page that fits the payment's state, whichever was asked for. */
function showWhereItStands(_context: GovukPayContext, { payment }: Visit): Answer {
  if (payment.status === 'AUTHORISATION SUCCESS') return seeOther(`/card_details/${payment.id}/confirm`);
  if (payment.status === 'AUTHORISATION READY') return waitingPage(payment);
  return outcomePage(payment) ?? seeOther(`/card_details/${payment.id}`);
}

function confirmPayment(context: GovukPayContext, visit: Visit): Answer {
  if (visit.payment.status !== 'AUTHORISATION SUCCESS') return showWhereItStands(context, visit);
  const confirmed = confirm(visit.payment, context.clock.now(), context.captureDelayMs);
  context.payments.save(confirmed);
  if (confirmed.captureBehaviour === 'confirm-answer-lost') return 'hang up';
  if (confirmed.status === 'CAPTURE ERROR') return showWhereItStands(context, { ...visit, payment: confirmed });
  return seeOther(confirmed.returnUrl);
}

function cancelPayment(context: GovukPayContext, visit: Visit): Answer {
  if (!canMoveTo(visit.payment, 'USER CANCELLED')) return showWhereItStands(context, visit);
  const cancelled = moveTo(visit.payment, 'USER CANCELLED', context.clock.now());
  context.payments.save(cancelled);
  return showWhereItStands(context, { ...visit, payment: cancelled });
}

/** Back to the service; a payment that can still be cancelled is, as on Pay's pages. */
function goBack(context: GovukPayContext, { payment }: Visit): Answer {
  if (canMoveTo(payment, 'USER CANCELLED')) {
    context.payments.save(moveTo(payment, 'USER CANCELLED', context.clock.now()));
  }
  return seeOther(payment.returnUrl);
}
