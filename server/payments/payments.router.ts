import {
  CancelCardPayment,
  CardPaymentPage,
  CardPaymentPreview,
  CardPaymentView,
  CheckCardPayment,
  ConfirmRecording,
  GetCardPayment,
  ListCardPayments,
  MyOpenCardPayments,
  NoteCardPageClosed,
  OverrideRecording,
  PreviewCardPayment,
  StartCardPayment,
  StartedCardPayment,
} from '../../shared/contracts/payments.ts';
import { z } from 'zod';
import { runCommand, type Command } from '../platform/run-command.ts';
import { permitted, router, type PermittedContext } from '../platform/trpc.ts';
import { cancelCardPayment } from './cancel-card-payment.ts';
import { getCardPayment } from './get-card-payment.ts';
import { listCardPayments, listMyOpenCardPayments } from './list-card-payments.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { previewCardPayment } from './preview-card-payment.ts';
import { confirmRecordingPaused, confirmRecordingResumed, noteCardPageClosed } from './recording/by-hand.ts';
import { overrideRecording } from './recording/override-recording.ts';
import { settleCardPayment } from './settle-card-payment.ts';
import { startCardPayment } from './start-card-payment.ts';

/** Card payments by telephone. Every call that may have moved an attempt answers with how it now stands. */
export function createPaymentsRouter(deps: PaymentsDeps) {
  const pausesByHand = deps.telephony === null;
  const view = (ctx: PermittedContext, attemptId: string) =>
    getCardPayment(ctx.em.fork(), attemptId, { actor: ctx.actor, now: ctx.clock.now(), pausesByHand });
  const thenView = async <Input extends { readonly commandId: string; readonly attemptId: string }>(
    ctx: PermittedContext,
    operation: string,
    input: Input,
    command: Command<Input, object>,
  ) => {
    await runCommand(ctx, operation, input, command);
    return view(ctx, input.attemptId);
  };
  return router({
    preview: permitted('cardPayment.take')
      .input(PreviewCardPayment)
      .output(CardPaymentPreview)
      .query(({ ctx, input }) => previewCardPayment(ctx.em, input, deps, ctx.clock.now())),
    start: permitted('cardPayment.take')
      .input(StartCardPayment)
      .output(StartedCardPayment)
      .mutation(({ ctx, input }) => startCardPayment(ctx, input, deps)),
    get: permitted('cardPayment.read')
      .input(GetCardPayment)
      .output(CardPaymentView)
      .query(({ ctx, input }) => view(ctx, input.attemptId)),
    cancel: permitted('cardPayment.take')
      .input(CancelCardPayment)
      .output(CardPaymentView)
      .mutation(async ({ ctx, input }) => {
        await cancelCardPayment(ctx, input, deps);
        return view(ctx, input.attemptId);
      }),
    check: permitted('cardPayment.read')
      .input(CheckCardPayment)
      .output(CardPaymentView)
      .mutation(async ({ ctx, input }) => {
        await settleCardPayment(ctx, input.attemptId, deps);
        return view(ctx, input.attemptId);
      }),
    confirmRecordingPaused: permitted('cardPayment.take')
      .input(ConfirmRecording)
      .output(CardPaymentView)
      .mutation(({ ctx, input }) =>
        thenView(ctx, 'payments.confirmRecordingPaused', input, (scope) => confirmRecordingPaused(scope, input, deps)),
      ),
    confirmRecordingResumed: permitted('cardPayment.take')
      .input(ConfirmRecording)
      .output(CardPaymentView)
      .mutation(({ ctx, input }) => thenView(ctx, 'payments.confirmRecordingResumed', input, confirmRecordingResumed)),
    cardPageClosed: permitted('cardPayment.take')
      .input(NoteCardPageClosed)
      .output(CardPaymentView)
      .mutation(({ ctx, input }) => thenView(ctx, 'payments.cardPageClosed', input, noteCardPageClosed)),
    overrideRecording: permitted('recording.override')
      .input(OverrideRecording)
      .output(CardPaymentView)
      .mutation(({ ctx, input }) =>
        thenView(ctx, 'payments.overrideRecording', input, (scope) => overrideRecording(scope, input, deps)),
      ),
    list: permitted('cardPayment.read')
      .input(ListCardPayments)
      .output(CardPaymentPage)
      .query(({ ctx, input }) => listCardPayments(ctx.em, input, ctx.actor.staffId)),
    mine: permitted('cardPayment.take')
      .input(z.strictObject({}))
      .output(MyOpenCardPayments)
      .query(({ ctx }) => listMyOpenCardPayments(ctx.em, ctx.actor.staffId)),
  });
}
