import type { DeliveryRecord } from '../../shared/contracts/usage.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { DELIVERY_WORDS } from '../ui/status-words.ts';
import { DeliveryProgress } from './delivery-progress.tsx';

/** What there is to say of a delivery that has no rows to show: being read, refused, or stopped. */
export function DeliveryTold({ delivery }: { readonly delivery: DeliveryRecord }) {
  if (delivery.refusal !== null) {
    return (
      <EmptyState title="The file was refused as a whole" icon={DELIVERY_WORDS.refused.icon}>
        {delivery.refusal.sentence} Nothing of it was taken in. Put it right and send it again.
      </EmptyState>
    );
  }
  if (delivery.state === 'cancelled') {
    return (
      <EmptyState title="Reading was stopped" icon={DELIVERY_WORDS.cancelled.icon}>
        Nothing of it was taken in. Send the same file again to have it read after all.
      </EmptyState>
    );
  }
  return (
    <div className="delivery-told">
      <DeliveryProgress delivery={delivery} />
    </div>
  );
}
