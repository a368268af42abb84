import { useState } from 'react';
import type { FeeOrderRecord } from '../../shared/contracts/fees.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { entryOf } from './fee-order-entry.ts';
import { FeeOrderForm } from './fee-order-form.tsx';

export interface EditFeeOrderPaneProps {
  readonly order: FeeOrderRecord;
  readonly onDone: () => void;
}

/** Edits an Order that is not approved. The version is that of the moment the form was opened. */
export function EditFeeOrderPane({ order, onDone }: EditFeeOrderPaneProps) {
  const [opened] = useState(order);
  const edit = useCommand(api.fees.edit.mutationOptions(), () => {
    sayDone('Edited. Rehearse it again before it is sent for approval.');
    onDone();
  });
  return (
    <>
      {order.state === 'awaiting-approval' && (
        <p className="fee-order-note">An edit takes it back to draft, and what was sent for approval is void.</p>
      )}
      <FeeOrderForm
        title="Edit the Order"
        initial={entryOf(opened)}
        save="Keep the changes"
        isSaving={edit.status === 'sending'}
        problem={edit.problem}
        onSave={(content) => edit.run({ ...content, feeOrderId: opened.feeOrderId, version: opened.version })}
      />
    </>
  );
}
