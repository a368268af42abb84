import { useState } from 'react';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { CancelPaymentDialog, needsAsking } from './cancel-payment-dialog.tsx';
import type { PaymentGuide } from './guide-payment.ts';
import type { PaymentActs } from './use-payment-acts.ts';

interface Primary {
  readonly words: string;
  readonly isPending: boolean;
  readonly run: () => void;
}

/** Each act as its button: total, so that a state cannot ask for one that is not there. */
function primariesOf(
  acts: PaymentActs,
  onDone: () => void,
): Readonly<Record<NonNullable<PaymentGuide['primary']>, Primary>> {
  const isOpening = acts.cardPage === 'opening';
  const wasOpened = acts.cardPage !== 'not-opened' && !isOpening;
  const starting = { isPending: acts.isStarting, run: acts.startAgain };
  return {
    'open-card-page': {
      words: isOpening ? 'Opening' : wasOpened ? 'Open card page again' : 'Open card page',
      isPending: isOpening,
      run: acts.openCardPage,
    },
    'recording-paused': {
      words: 'Recording is paused',
      isPending: acts.isConfirmingPause,
      run: acts.confirmPaused,
    },
    check: { words: 'Check now', isPending: acts.isChecking, run: acts.check },
    'start-again': { ...starting, words: acts.isStarting ? 'Starting' : 'Start again' },
    'another-card': { ...starting, words: acts.isStarting ? 'Starting' : 'Try another card' },
    done: { words: 'Done', isPending: false, run: onDone },
  };
}

export interface PaymentFootProps {
  readonly payment: CardPaymentView;
  readonly guide: PaymentGuide;
  readonly acts: PaymentActs;
  readonly onDone: () => void;
}

/** Cancelling, where the server allows it. Asked about only where it is a decision. */
function CancelPayment({ payment, acts }: Pick<PaymentFootProps, 'payment' | 'acts'>) {
  const [isAsking, setAsking] = useState(false);
  const asks = needsAsking(payment.state);
  return (
    <span className="pane-foot-acts">
      <Button kind="quiet" isPending={acts.isCancelling} onPress={() => (asks ? setAsking(true) : acts.cancel())}>
        {acts.isCancelling ? 'Cancelling' : 'Cancel payment'}
      </Button>
      <CancelPaymentDialog
        state={payment.state}
        isOpen={isAsking && asks}
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
      {payment.canCancel && <CancelPayment payment={payment} acts={acts} />}
      {action !== null && (
        <Button key={primary} kind="primary" keys="Ctrl Enter" isPending={action.isPending} onPress={action.run}>
          {action.words}
        </Button>
      )}
    </footer>
  );
}
