import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { CreditCard } from 'lucide-react';
import type { CardPaymentRow } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { COUNT_POLL_MS } from '../config.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { CARD_PAYMENT_WORDS } from '../ui/status-words.ts';
import { useShownPayments } from './shown-payments.ts';
import './open-payments-banner.css';

/** One's own unfinished payments that are not on screen already, oldest first. */
function useForgotten(): readonly CardPaymentRow[] {
  const mayTake = useMay('cardPayment.take');
  const refetchInterval = usePollEvery(COUNT_POLL_MS);
  const { data = [] } = useQuery({
    ...api.payments.mine.queryOptions({}, { trpc: inBackground }),
    enabled: mayTake,
    refetchInterval,
  });
  const shown = useShownPayments();
  return data.filter(({ attemptId }) => !shown.includes(attemptId));
}

/** After a crash or a walk: one's own unfinished card payment, one key away. Nothing where there is none. */
export function OpenPaymentsBanner() {
  const forgotten = useForgotten();
  const navigate = useNavigate();
  const [first] = forgotten;
  const goOn = () => {
    if (first !== undefined) {
      void navigate({ to: '/payments/$attemptId', params: { attemptId: first.attemptId } });
    }
  };
  useShortcuts(first === undefined ? [] : [{ keys: 'u', label: 'Go on with your unfinished card payment', run: goOn }]);
  // Where a call begins, they are listed.
  const isListed = useLocation().pathname === '/';
  if (first === undefined || isListed) return null;
  return (
    <aside className="open-payments-banner" aria-label="Your unfinished card payment">
      <CreditCard aria-hidden="true" />
      <p>
        <strong>You have an unfinished card payment:</strong>{' '}
        <Link to="/payments/$attemptId" params={{ attemptId: first.attemptId }} className="reference">
          {first.reference}
        </Link>
        , {formatPounds(first.amount)} for {first.organisation.name}. {CARD_PAYMENT_WORDS[first.state].word}.
        {forgotten.length > 1 && ` And ${forgotten.length - 1} more.`}
      </p>
      <Button keys="U" onPress={goOn}>
        Go on with it
      </Button>
    </aside>
  );
}
