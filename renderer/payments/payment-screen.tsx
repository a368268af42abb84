import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { RefundButton } from '../refunds/refund-button.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useMay } from '../shell/staff.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { CARD_PAYMENT_WORDS } from '../ui/status-words.ts';
import { CardPaymentStatus } from './card-payment-status.tsx';
import { PaymentDetails } from './payment-details.tsx';
import { useCardPayment } from './use-card-payment.ts';
import './payment-screen.css';

const route = getRouteApi('/payments/$attemptId');
const ABOVE = [{ title: 'Card payments', link: { to: '/payments' } }] as const;

function CardPayment({ attemptId }: { readonly attemptId: string }) {
  const { payment } = useCardPayment(attemptId);
  const navigate = useNavigate();
  const mayRefund = useMay('refund.ask') && payment?.state === 'captured';
  return (
    <Screen
      title={payment === undefined ? 'Card payment' : `Card payment ${payment.reference}`}
      above={ABOVE}
      actions={mayRefund && <RefundButton of={{ attempt: attemptId }} />}
      badge={
        payment !== undefined && (
          <>
            <StatusPill status={CARD_PAYMENT_WORDS[payment.state]} />
            <CopyButton text={payment.reference} what="payment reference" />
          </>
        )
      }
    >
      <div className="payment-page">
        <div className="payment-card">
          <CardPaymentStatus
            attemptId={attemptId}
            onDone={() => {
              if (payment === undefined) return;
              const { reference } = payment.organisation;
              void navigate({ to: '/organisations/$reference', params: { reference }, search: {} });
            }}
            onStartedAgain={(again) => void navigate({ to: '/payments/$attemptId', params: { attemptId: again } })}
          />
        </div>
        {payment !== undefined && <PaymentDetails payment={payment} />}
      </div>
    </Screen>
  );
}

/** One card payment: how it stands, and what it pays. The card page leads back to here. */
export function PaymentScreen() {
  const attemptId = z.uuid().safeParse(route.useParams().attemptId);
  if (!attemptId.success) return <NotFound />;
  return (
    <RequirePermission permission="cardPayment.read">
      <CardPayment key={attemptId.data} attemptId={attemptId.data} />
    </RequirePermission>
  );
}
