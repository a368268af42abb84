import type { StaffActor } from '../platform/actor.ts';
import { DomainError } from '../platform/domain-error.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { canOpenCardPage } from './card-payment-state.ts';
import { nextCheckAt } from './check-schedule.ts';
import { lockCardPayment, type LockedPayment } from './lock-card-payment.ts';
import { auditPayment } from './move-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { pauseRecording } from './recording/pause-recording.ts';
import { settleCardPayment } from './settle-card-payment.ts';
import { write } from '../platform/rows.ts';

export interface OpenCardPage {
  readonly attemptId: string;
  /** The desk to come back to, where the card page is a tab of the same browser; null where main closes its window. */
  readonly deskUrl: string | null;
}

/**
 * The address of an attempt's card page, fresh from Pay and good for one use. The caller redirects to it and forgets
 * it: it is never logged, stored, or sent to the desk's own page. The recording of the agent's call is paused first: the
 * database refuses to mark the page as opened while no pause stands, so an address never leaves without one.
 *
 * Refuses CARD_PAYMENT_NOT_YOURS to anyone but the agent who started the attempt, CARD_PAGE_NOT_AVAILABLE once it is
 * finished or being cancelled, PAY_UNREACHABLE when Pay does not answer, RECORDING_NOT_PAUSED and
 * RECORDING_TO_PAUSE_BY_HAND while the call may still be recorded.
 */
export async function openCardPage(
  ctx: CommandContext & { readonly actor: StaffActor },
  { attemptId, deskUrl }: OpenCardPage,
  deps: PaymentsDeps,
): Promise<URL> {
  const payment = await runSystemChange(ctx, attemptId, requireOpenable);
  const outcome = await deps.pay.readPayment(payment.payPaymentId ?? '');
  if (outcome.kind !== 'answered') {
    throw new DomainError('PAY_UNREACHABLE', { paymentReference: payment.reference });
  }
  const href = outcome.answer._links.next_url?.href;
  if (href === undefined) {
    await settleCardPayment(ctx, attemptId, deps);
    throw new DomainError('CARD_PAGE_NOT_AVAILABLE', { paymentReference: payment.reference });
  }
  const address = new URL(href);
  if (!deps.cardPageOrigins.includes(address.origin)) {
    throw new Error('Pay sent a card page of an origin that is not allowed');
  }
  await pauseRecording(ctx, attemptId, deps);
  await runSystemChange(ctx, { attemptId, deskUrl }, markOpened);
  return address;
}

async function requireOpenable(scope: CommandScope, attemptId: string): Promise<LockedPayment> {
  const payment = await lockCardPayment(scope.tx, attemptId);
  if (scope.actor.kind !== 'staff' || scope.actor.staffId !== payment.staffId) {
    throw new DomainError('CARD_PAYMENT_NOT_YOURS', { paymentReference: payment.reference });
  }
  if (!canOpenCardPage(payment.state)) {
    throw new DomainError('CARD_PAGE_NOT_AVAILABLE', { paymentReference: payment.reference });
  }
  return payment;
}

async function markOpened(scope: CommandScope, { attemptId, deskUrl }: OpenCardPage): Promise<void> {
  const payment = await lockCardPayment(scope.tx, attemptId);
  const check = nextCheckAt({ ...payment, cardPageOpenedAt: scope.now }, 0, scope.now);
  await write(
    scope.tx,
    'update card_payment set card_page_opened_at = ?, next_check_at = ?, return_to = ? where id = ?',
    [scope.now.toISOString(), check?.toISOString() ?? null, deskUrl, attemptId],
  );
  await auditPayment(scope, payment, 'card-payment.card-page-opened');
}
