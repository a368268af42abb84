import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { isUnderWay } from './card-payment-polling.ts';
import { CARD_PAYMENT_GUIDE, type PaymentAct } from './card-payment-words.ts';

/** What this reader is told about this payment. */
export interface PaymentGuide {
  readonly heading: string;
  readonly money: string;
  readonly next: readonly string[];
  readonly primary: PaymentAct | 'recording-paused' | null;
  readonly readOut: 'politely' | 'at-once';
}

export interface GuideReader {
  /** Whether this person takes card payments at all. */
  readonly mayTake: boolean;
  /** False once the server has said that the same lines cannot be paid again. */
  readonly mayStartAgain: boolean;
}

type Read = Pick<CardPaymentView, 'state' | 'amount' | 'mine' | 'startedBy' | 'canOpenCardPage'> & {
  readonly recording: Pick<CardPaymentView['recording'], 'canConfirmPaused'>;
};

/**
 * The words of the payment's state for whoever reads them: its own agent, a colleague who can only watch, somebody whose
 * role takes no payments. Nothing is offered that the server would refuse.
 */
export function guidePayment(payment: Read, reader: GuideReader): PaymentGuide {
  const { heading, money, next, primary, readOut } = CARD_PAYMENT_GUIDE[payment.state];
  const told = { heading: heading(payment), money, readOut };
  if (isUnderWay(payment.state) && !payment.mine) {
    return { ...told, next: [`${payment.startedBy} is taking this payment. You can watch it here.`], primary: null };
  }
  if (payment.recording.canConfirmPaused) return { ...told, next: [], primary: 'recording-paused' };
  if (primary === 'open-card-page' && !payment.canOpenCardPage) return { ...told, next: [], primary: 'done' };
  const isNewStart = primary === 'start-again' || primary === 'another-card';
  if (isNewStart && !(reader.mayTake && reader.mayStartAgain)) return { ...told, next: [], primary: 'done' };
  return { ...told, next: payment.mine || isNewStart ? next : [], primary };
}
