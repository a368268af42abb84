import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { formatPounds } from '../../shared/money.ts';
import { api, inBackground } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Spoken } from '../ui/spoken.tsx';
import type { TakePayment } from './use-take-payment.ts';

const SLOW_MS = 3_000;

/** Heard at once, seen once it takes long. */
function StartingNote() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSlow ? (
    'GOV.UK Pay is slow to answer. Nothing is sent twice.'
  ) : (
    <span className="visually-hidden">Opening the card page</span>
  );
}

/** Goes to the payment that already holds these lines: one's own, to finish it; another agent's, to watch it. */
function SeeHeldPayment({ attemptId, onPress }: { readonly attemptId: string; readonly onPress: () => void }) {
  const { data } = useQuery(api.payments.get.queryOptions({ attemptId }, { trpc: inBackground }));
  return (
    <Button kind="primary" keys="Ctrl Enter" onPress={onPress}>
      {data?.mine === true ? 'Go on with that payment' : 'Watch that payment'}
    </Button>
  );
}

export interface TakePaymentFootProps {
  readonly form: TakePayment;
  /** The attempt that holds the chosen lines already. */
  readonly held: string | null;
  readonly onPress: () => void;
}

/** The one action of the form, bottom right; none where the server would refuse it. */
export function TakePaymentFoot({ form, held, onPress }: TakePaymentFootProps) {
  const { preview, isRefused, isStarting } = form;
  return (
    <footer className="pane-foot">
      <Spoken className="muted small pane-foot-note">
        {isStarting ? <StartingNote /> : preview !== undefined && `Card limit ${formatPounds(preview.cardLimit)}`}
      </Spoken>
      {held !== null && <SeeHeldPayment attemptId={held} onPress={onPress} />}
      {!isRefused && (
        <Button kind="primary" keys="Ctrl Enter" isPending={isStarting} onPress={onPress}>
          {isStarting ? 'Opening' : 'Open card page'}
        </Button>
      )}
    </footer>
  );
}
