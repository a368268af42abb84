import { useEffect, useRef, useState } from 'react';
import { speakReference } from '../../shared/checked-reference.ts';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
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

/**
 * What a screen reader hears when a payment changes while it is on screen: waiting and success when there is a pause,
 * failure and doubt at once. What was there from the start is read with the page.
 */
export function usePaymentAnnouncement(payment: CardPaymentView, guide: PaymentGuide): Announcement {
  const [said, setSaid] = useState<Announcement>({ politely: '', atOnce: '' });
  const last = useRef(payment.state);
  useEffect(() => {
    if (last.current === payment.state) return;
    last.current = payment.state;
    setSaid(announcementOf(payment, guide));
  }, [payment, guide]);
  return said;
}
