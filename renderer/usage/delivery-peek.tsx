import { Link } from '@tanstack/react-router';
import type { DeliveryRecord } from '../../shared/contracts/usage.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { DELIVERY_WORDS } from '../ui/status-words.ts';
import { DeliveryFacts } from './delivery-facts.tsx';
import { DeliveryFigures } from './delivery-figures.tsx';
import { DeliveryProgress } from './delivery-progress.tsx';
import { useDelivery } from './use-delivery.ts';

function Peek({ delivery }: { readonly delivery: DeliveryRecord }) {
  const moving = delivery.state === 'received' || delivery.state === 'reading';
  return (
    <>
      <div className="peek-head">
        <h2>{delivery.name}</h2>
        <StatusPill status={DELIVERY_WORDS[delivery.state]} />
      </div>
      {delivery.refusal !== null && <p>{delivery.refusal.sentence} Nothing of it was taken in.</p>}
      {moving && <DeliveryProgress delivery={delivery} />}
      {delivery.state === 'done' && <DeliveryFigures delivery={delivery} />}
      <DeliveryFacts delivery={delivery} />
      <p>
        <Link to="/usage/deliveries/$id" params={{ id: String(delivery.id) }}>
          Open its rows
        </Link>
      </p>
    </>
  );
}

/** A delivery beside the list. */
export function DeliveryPeek({ id }: { readonly id: number }) {
  return <RecordQuery query={useDelivery(id)}>{(delivery) => <Peek delivery={delivery} />}</RecordQuery>;
}
