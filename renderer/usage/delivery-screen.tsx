import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeliveryRecord, DeliveryRowResult } from '../../shared/contracts/usage.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen, type Crumb } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { DELIVERY_WORDS } from '../ui/status-words.ts';
import { DeliveryFacts } from './delivery-facts.tsx';
import { DeliveryFigures } from './delivery-figures.tsx';
import { DeliveryRowPeek } from './delivery-row-peek.tsx';
import { DeliveryRows } from './delivery-rows.tsx';
import { DeliveryTold } from './delivery-told.tsx';
import { useDelivery } from './use-delivery.ts';
import './delivery-screen.css';

const route = getRouteApi('/usage/deliveries/$id');
const ABOVE: readonly Crumb[] = [
  { title: 'Usage', link: { to: '/usage' } },
  { title: 'Deliveries', link: { to: '/usage/deliveries' } },
];

function Rows({ delivery }: { readonly delivery: DeliveryRecord }) {
  const { outcome = null } = route.useSearch();
  const navigate = useNavigate({ from: '/usage/deliveries/$id' });
  const [peeked, setPeeked] = useState<DeliveryRowResult | null>(null);
  return (
    <SplitView
      paneTitle="Row"
      pane={peeked === null ? null : <DeliveryRowPeek delivery={delivery} row={peeked} />}
      onClosePane={() => setPeeked(null)}
    >
      <div className="delivery">
        <div className="delivery-rows">
          <DeliveryRows
            delivery={delivery}
            outcome={outcome}
            onOutcome={(chosen) => void navigate({ search: { outcome: chosen }, replace: true })}
            isPeeking={peeked !== null}
            onPeek={setPeeked}
          />
        </div>
        <aside className="delivery-facts" aria-label="About this delivery">
          <DeliveryFacts delivery={delivery} />
        </aside>
      </div>
    </SplitView>
  );
}

function Delivery({ delivery }: { readonly delivery: DeliveryRecord }) {
  const isDone = delivery.state === 'done';
  return (
    <Screen
      title={delivery.name}
      above={ABOVE}
      badge={<StatusPill status={DELIVERY_WORDS[delivery.state]} />}
      figures={isDone ? <DeliveryFigures delivery={delivery} /> : undefined}
      fills
    >
      {isDone ? (
        <Rows delivery={delivery} />
      ) : (
        <div className="delivery">
          <div className="delivery-rows">
            <DeliveryTold delivery={delivery} />
          </div>
          <aside className="delivery-facts" aria-label="About this delivery">
            <DeliveryFacts delivery={delivery} />
          </aside>
        </div>
      )}
    </Screen>
  );
}

function DeliveryById() {
  const query = useDelivery(Number(route.useParams().id));
  return (
    <RecordQuery query={query} lines={8}>
      {(delivery) => <Delivery delivery={delivery} />}
    </RecordQuery>
  );
}

/** One batch or file: how far it got, and what became of its rows. */
export function DeliveryScreen() {
  return (
    <RequirePermission permission="usage.read">
      <DeliveryById />
    </RequirePermission>
  );
}
