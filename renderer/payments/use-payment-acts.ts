import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { CardPaymentPreview, CardPaymentState, CardPaymentView } from '../../shared/contracts/payments.ts';
import { api, inBackground } from '../api/client.ts';
import { desktop } from '../api/desktop.ts';
import { useCommand } from '../api/use-command.ts';
import { useMay } from '../shell/staff.tsx';
import { noteCardPageEnded, openCardPage, useCardPageStage } from './card-page.ts';
import { CARD_PAYMENT_GUIDE } from './card-payment-words.ts';
import { useStartCardPayment } from './use-start-card-payment.ts';

/** The same lines and the same sum, as a new attempt. */
function again(payment: CardPaymentView) {
  return {
    organisation: payment.organisation.reference,
    invoices: [],
    lineIds: payment.lines.map(({ lineId }) => lineId),
    amount: payment.amount,
  };
}

/** What starting again would do, asked only where a state offers it: since it ended, its lines may have been paid. */
function useAgain(payment: CardPaymentView): CardPaymentPreview | undefined {
  const { primary } = CARD_PAYMENT_GUIDE[payment.state];
  const mayTake = useMay('cardPayment.take');
  const { data } = useQuery({
    ...api.payments.preview.queryOptions(again(payment), { trpc: inBackground }),
    enabled: mayTake && (primary === 'start-again' || primary === 'another-card'),
  });
  return data;
}

/** When the shell says that the card page's window is gone, the server is asked at once how the payment stands. */
function useCheckWhenCardPageEnds(
  attemptId: string,
  check: (input: { attemptId: string }) => void,
  noteClosed: (input: { attemptId: string }) => void,
): void {
  useEffect(
    () =>
      desktop.onCardPageEnded((end) => {
        if (end.attemptId !== attemptId) return;
        noteCardPageEnded(attemptId, end.how);
        check({ attemptId });
        // Nothing is read out any more: the call is recorded again, until the page is opened again.
        if (end.how !== 'returned') noteClosed({ attemptId });
      }),
    [attemptId, check, noteClosed],
  );
}

/** What went wrong in a state that is over would only mislead. */
function useForgetProblems(state: CardPaymentState, forgetCheck: () => void, forgetCancel: () => void): void {
  const last = useRef(state);
  useEffect(() => {
    if (last.current === state) return;
    last.current = state;
    forgetCheck();
    forgetCancel();
  }, [state, forgetCheck, forgetCancel]);
}

/** Everything that can be done with a payment from the desk, each at most once at a time. */
export function usePaymentActs(payment: CardPaymentView, onStartedAgain: (attemptId: string) => void) {
  const { attemptId, state } = payment;
  const check = useCommand(api.payments.check.mutationOptions());
  const cancel = useCommand(api.payments.cancel.mutationOptions());
  const start = useStartCardPayment(onStartedAgain);
  const cardPage = useCardPageStage(attemptId);
  const restart = useAgain(payment);
  const closed = useCommand(api.payments.cardPageClosed.mutationOptions());
  const openAfterPause = useCallback(() => void openCardPage(attemptId), [attemptId]);
  const pause = useCommand(api.payments.confirmRecordingPaused.mutationOptions(), openAfterPause);
  useCheckWhenCardPageEnds(attemptId, check.run, closed.run);

  useForgetProblems(state, check.reset, cancel.reset);

  const isStarting = start.status === 'sending' || start.status === 'done';
  return {
    cardPage,
    isStarting,
    isChecking: check.status === 'sending',
    isCancelling: cancel.status === 'sending',
    problem: start.problem ?? pause.problem ?? cancel.problem ?? check.problem,
    bankTransfer: restart?.bankTransfer,
    againRefusal: isStarting ? null : (restart?.refusal ?? null),
    isConfirmingPause: pause.status === 'sending',
    confirmPaused: () => pause.run({ attemptId }),
    openCardPage: () => void openCardPage(attemptId),
    check: () => check.run({ attemptId }),
    cancel: () => cancel.run({ attemptId }),
    startAgain: () => {
      if (!isStarting) start.run({ ...again(payment), expectedAmount: payment.amount });
    },
  };
}

export type PaymentActs = ReturnType<typeof usePaymentActs>;
