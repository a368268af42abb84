import { useEffect, useRef } from 'react';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { isUnderWay } from './card-payment-polling.ts';

/**
 * Keeps the keyboard with the payment. The heading has focus from the start where `takesFocus`; and when the outcome
 * comes, if focus was in the payment, or went with a button that is no longer there. Focus elsewhere is left alone.
 */
export function useOutcomeFocus(state: CardPaymentState, takesFocus: boolean) {
  const box = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const wasUnderWay = useRef(isUnderWay(state));

  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  useEffect(() => {
    const active = document.activeElement;
    const isLost = active === null || active === document.body;
    const isHere = box.current?.contains(active) === true;
    const ended = wasUnderWay.current && !isUnderWay(state);
    wasUnderWay.current = isUnderWay(state);
    if ((ended && (isHere || isLost)) || (takesFocus && isLost)) heading.current?.focus();
  }, [state, takesFocus]);

  return { box, heading };
}
