import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { Pence } from '../../shared/money.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { BEING_PAID_POLL_MS } from '../config.ts';

export interface PaymentSelection {
  readonly organisation: OrganisationReference;
  readonly invoices: InvoiceNumber[];
  readonly lineIds: number[];
  /** Null means all that is due. */
  readonly amount: Pence | null;
}

const TYPING_PAUSE_MS = 150;

function useAfterTyping<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/**
 * What starting this payment would do, once typing pauses, and again every few seconds: somebody else may begin to take
 * the same. `isCurrent` is false while what is shown is still about another amount.
 */
export function usePaymentPreview(selection: PaymentSelection) {
  const refetchInterval = usePollEvery(BEING_PAID_POLL_MS);
  const amount = useAfterTyping(selection.amount);
  const query = useQuery({
    ...api.payments.preview.queryOptions({ ...selection, amount }, { trpc: inBackground }),
    refetchInterval,
    placeholderData: keepPreviousData,
  });
  return { query, isCurrent: amount === selection.amount && !query.isPlaceholderData };
}
