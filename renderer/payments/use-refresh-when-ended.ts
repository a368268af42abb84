import { useEffect, useRef } from 'react';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { refreshEverything } from '../api/refresh.ts';
import { isUnderWay } from './card-payment-polling.ts';

/** When a payment lets go of its lines, what stands beside it is asked for again: invoices are paid now, or free. */
export function useRefreshWhenEnded(state: CardPaymentState): void {
  const wasUnderWay = useRef(isUnderWay(state));
  useEffect(() => {
    const ended = wasUnderWay.current && !isUnderWay(state);
    wasUnderWay.current = isUnderWay(state);
    if (ended) refreshEverything();
  }, [state]);
}
