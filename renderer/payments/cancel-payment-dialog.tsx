import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** States in which cancelling is a decision: the card was accepted, or it may have been paid. */
export function needsAsking(state: CardPaymentState): boolean {
  return state === 'to-confirm' || state === 'outcome-unknown';
}

export interface CancelPaymentDialogProps {
  readonly state: CardPaymentState;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCancelPayment: () => void;
}

/** Asks before a payment is cancelled whose card has been accepted already. */
export function CancelPaymentDialog({ state, isOpen, onClose, onCancelPayment }: CancelPaymentDialogProps) {
  return (
    <Dialog
      title="Cancel this payment?"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button takesFocus onPress={onClose}>
            Keep the payment
          </Button>
          <Button
            kind="danger"
            onPress={() => {
              onClose();
              onCancelPayment();
            }}
          >
            Cancel payment
          </Button>
        </>
      }
    >
      {state === 'outcome-unknown' ? (
        <p>It may have been paid already. If it was, cancelling changes nothing, and it will show as paid.</p>
      ) : (
        <p>The card was accepted. If you cancel, no money is taken, and the card has to be entered again to pay.</p>
      )}
    </Dialog>
  );
}
