import { Check, CreditCard, RefreshCw, RotateCcw, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { isUnderWay } from './card-payment-polling.ts';
import { CancelPaymentDialog, needsAsking } from './cancel-payment-dialog.tsx';
import type { PaymentAct } from './card-payment-words.ts';
import type { PaymentGuide } from './guide-payment.ts';
import type { PaymentActs } from './use-payment-acts.ts';

interface Primary {
  readonly words: string;
  readonly icon: LucideIcon;
  readonly isPending: boolean;
  readonly run: () => void;
}

/** Each act as its button: total, so that a state cannot ask for one that is not there. */
function primariesOf(acts: PaymentActs, onDone: () => void): Readonly<Record<PaymentAct, Primary>> {
  const isOpening = acts.cardPage === 'opening';
  const wasOpened = acts.cardPage !== 'not-opened' && !isOpening;
  const starting = { isPending: acts.isStarting, icon: RotateCcw, run: acts.startAgain };
  return {
    'open-card-page': {
      words: isOpening ? 'Opening' : wasOpened ? 'Open card page again' : 'Open card page',
      icon: CreditCard,
      isPending: isOpening,
      run: acts.openCardPage,
    },
    check: { words: 'Check now', icon: RefreshCw, isPending: acts.isChecking, run: acts.check },
    'start-again': { ...starting, words: acts.isStarting ? 'Starting' : 'Start again' },
    'another-card': { ...starting, words: acts.isStarting ? 'Starting' : 'Try another card' },
    done: { words: 'Done', icon: Check, isPending: false, run: onDone },
  };
}

export interface PaymentFootProps {
  readonly payment: CardPaymentView;
  readonly guide: PaymentGuide;
  readonly acts: PaymentActs;
  readonly onDone: () => void;
}

/** Beside the primary action: cancelling, where the server allows it, and asking now instead of in a moment. */
function OtherActs({ payment, guide, acts }: Omit<PaymentFootProps, 'onDone'>) {
  const [isAsking, setAsking] = useState(false);
  const { state, canCancel } = payment;
  const canCheck = isUnderWay(state) && state !== 'sending' && guide.primary !== 'check';
  const asks = needsAsking(state);
  if (!canCancel && !canCheck) return null;
  return (
    <span className="pane-foot-acts">
      {canCancel && (
        <Button kind="quiet" isPending={acts.isCancelling} onPress={() => (asks ? setAsking(true) : acts.cancel())}>
          {acts.isCancelling ? 'Cancelling' : 'Cancel payment'}
        </Button>
      )}
      {canCheck && (
        <Button kind="quiet" isPending={acts.isChecking} onPress={acts.check}>
          {acts.isChecking ? 'Checking' : 'Check now'}
        </Button>
      )}
      <CancelPaymentDialog
        state={state}
        isOpen={isAsking && canCancel && asks}
        onClose={() => setAsking(false)}
        onCancelPayment={acts.cancel}
      />
    </span>
  );
}

/** What can be done: the one primary action bottom right, beside it what the server allows. */
export function PaymentFoot({ payment, guide, acts, onDone }: PaymentFootProps) {
  const { primary } = guide;
  const action = primary === null ? null : primariesOf(acts, onDone)[primary];
  useShortcuts(action === null ? [] : [{ keys: 'Ctrl+Enter', label: action.words, run: action.run }]);
  return (
    <footer className="pane-foot">
      <OtherActs payment={payment} guide={guide} acts={acts} />
      {action !== null && (
        <Button
          key={primary}
          kind="primary"
          icon={<action.icon aria-hidden="true" />}
          keys="Ctrl ↵"
          isPending={action.isPending}
          onPress={action.run}
        >
          {action.words}
        </Button>
      )}
    </footer>
  );
}
