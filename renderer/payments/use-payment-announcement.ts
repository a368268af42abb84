import { useEffect, useRef, useState } from 'react';
import { speakReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState, CardPaymentView } from '../../shared/contracts/payments.ts';
import type { PaymentGuide } from './guide-payment.ts';

export interface Announcement {
  readonly politely: string;
  readonly atOnce: string;
}

/** Heading, meaning for the money, and for what is paid the reference, as one text to be heard. */
export function announcementOf(
  payment: Pick<CardPaymentView, 'state' | 'reference'>,
  guide: Pick<PaymentGuide, 'heading' | 'money' | 'readOut'>,
): Announcement {
  const reference = payment.state === 'paid' ? ` Reference ${speakReference(payment.reference)}.` : '';
  const text = `${guide.heading}. ${guide.money}${reference}`;
  return guide.readOut === 'at-once' ? { politely: '', atOnce: text } : { politely: text, atOnce: '' };
}

const SILENCE: Announcement = { politely: '', atOnce: '' };

/** Long enough to be taken up by a screen reader; after that it would only be read a second time with the page. */
const SAID_FOR_MS = 3_000;

/** That the provider has taken the money days after it was paid concerns nobody on the telephone. */
export function isWorthSaying(before: CardPaymentState, now: CardPaymentState): boolean {
  return before !== now && !(before === 'paid' && now === 'captured');
}

/**
 * What a screen reader hears when a payment changes while it is on screen: waiting and success when there is a pause,
 * failure and doubt at once. What was there from the start is read with the page.
 */
export function usePaymentAnnouncement(payment: CardPaymentView, guide: PaymentGuide): Announcement {
  const [said, setSaid] = useState(SILENCE);
  const last = useRef(payment.state);
  useEffect(() => {
    const before = last.current;
    last.current = payment.state;
    if (isWorthSaying(before, payment.state)) setSaid(announcementOf(payment, guide));
  }, [payment, guide]);
  useEffect(() => {
    if (said === SILENCE) return undefined;
    const timer = setTimeout(() => setSaid(SILENCE), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return said;
}
