import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { EMPTY_ENTRY } from './fee-order-entry.ts';
import { FeeOrderForm } from './fee-order-form.tsx';

/** Enters a new Order and goes on to it, since rehearsing comes next. */
export function DraftFeeOrderPane() {
  const navigate = useNavigate();
  const draft = useCommand(api.fees.draft.mutationOptions(), ({ feeOrderId }) => {
    sayDone('Draft kept. It changes no price until it is approved.');
    void navigate({ to: '/fees/$feeOrderId', params: { feeOrderId: String(feeOrderId) }, search: {} });
  });
  return (
    <FeeOrderForm
      title="A new Order"
      initial={EMPTY_ENTRY}
      save="Keep as draft"
      isSaving={draft.status === 'sending'}
      problem={draft.problem}
      onSave={draft.run}
    />
  );
}
