import { useState } from 'react';
import { parseOrganisationReference } from '../../shared/checked-reference.ts';
import type { ReceiptRow } from '../../shared/contracts/allocation.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { OtherOrganisationField } from '../organisations/other-organisation-field.tsx';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { Button } from '../ui/button.tsx';
import { ReasonField, reasonProblem } from './reason-field.tsx';

/** Asks that a payment is moved to the organisation it was meant for. */
export function MovePaymentForm({ receipt, onDone }: { readonly receipt: ReceiptRow; readonly onDone: () => void }) {
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const ask = useCommand(api.allocation.askForChange.mutationOptions(), () => {
    sayDone('Sent for approval. The payment stays where it is until then.');
    onDone();
  });
  const send = () => {
    setTried(true);
    const read = parseOrganisationReference(to);
    if (!read.ok || reasonProblem(reason, true) !== null) return;
    const { receiptId } = receipt;
    ask.run({ request: { kind: 'payment-move', receiptId, to: read.reference, reason: reason.trim() } });
  };
  return (
    <PaneForm
      title={`Move this payment of ${formatPounds(receipt.amount)}`}
      save="Send for approval"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
      aside={
        <Button kind="quiet" onPress={onDone}>
          Leave it here
        </Button>
      }
    >
      <p className="muted">
        The whole payment moves. What it meets here is due again; there it meets the oldest lines first.
      </p>
      <OtherOrganisationField
        label="Reference of the organisation it was meant for"
        value={to}
        onChange={setTo}
        wasTried={wasTried}
      />
      <ReasonField value={reason} onChange={setReason} wasTried={wasTried} />
    </PaneForm>
  );
}
