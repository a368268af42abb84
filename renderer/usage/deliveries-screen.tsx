import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { DeliveredUpload, DeliveryRow } from '../../shared/contracts/usage.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { DELIVERY_SHOWS, type DeliveriesSearch } from '../search-params.ts';
import { sayDone } from '../shell/notices.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { deliveryColumns } from './delivery-columns.ts';
import { DeliveryPeek } from './delivery-peek.tsx';
import { SendFileButton, UploadArea } from './upload-files.tsx';
import { UsagePlaces } from './usage-places.tsx';
import { useUpload } from './use-upload.ts';

type Show = (typeof DELIVERY_SHOWS)[number];

const route = getRouteApi('/usage/deliveries');
const NOUN = ['delivery', 'deliveries'] as const;
const SHOW_TITLES: Readonly<Record<Show, string>> = {
  files: 'Files',
  feed: 'Registration service',
  problems: 'With problems',
  all: 'All',
};
const SHOWS = DELIVERY_SHOWS.map((id) => ({ id, title: SHOW_TITLES[id] }));

function rowId(row: DeliveryRow): string {
  return String(row.id);
}

function useDeliveryRows(show: Show): ServerRows<DeliveryRow> {
  return useMemo(
    () => ({
      kind: 'server',
      watchesForNew: true,
      liveTopic: 'usage',
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.usage.listDeliveries.queryOptions(
            { show, cursor, limit: PAGE_SIZE },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [show],
  );
}

/** Where the list stands, how to change it, and where a delivery opens. */
function useDeliveriesPlace() {
  const { show = 'files', peek } = route.useSearch();
  const navigate = useNavigate({ from: '/usage/deliveries' });
  const change = (next: Partial<DeliveriesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const open = useCallback(
    (id: number) => void navigate({ to: '/usage/deliveries/$id', params: { id: String(id) }, search: {} }),
    [navigate],
  );
  return { show, peek, change, open };
}

function DeliveryList() {
  const { show, peek, change, open } = useDeliveriesPlace();
  const delivered = useCallback(
    ({ deliveryId, cameBefore }: DeliveredUpload) => {
      sayDone(cameBefore ? 'This file came before. Here is its first delivery.' : 'The file was received.');
      open(deliveryId);
    },
    [open],
  );
  const upload = useUpload(delivered);
  const maySend = useMay('usage.upload');
  const list = (
    <>
      <div>
        <Segmented
          label="Which deliveries"
          selected={show}
          choices={SHOWS}
          onSelect={(id) => change({ show: id === 'files' ? undefined : id })}
        />
      </div>
      <BillingGrid<DeliveryRow>
        name="Deliveries"
        noun={NOUN}
        columns={deliveryColumns}
        rowId={rowId}
        data={useDeliveryRows(show)}
        takesFocus
        isPeeking={peek !== undefined}
        onPeek={(row) => change({ peek: row?.id })}
        onOpen={({ id }) => open(id)}
        empty={
          <EmptyState title="Nothing has come in this way" icon={Inbox}>
            Batches come from the registration service by themselves. Finance sends files with “Send a file”, by
            dropping them here, or through the watched folder.
          </EmptyState>
        }
      />
    </>
  );
  return (
    <Screen
      title="Usage"
      badge={<UsagePlaces />}
      actions={maySend ? <SendFileButton upload={upload} /> : undefined}
      fills
    >
      <SplitView
        paneTitle="Delivery"
        pane={peek === undefined ? null : <DeliveryPeek id={peek} />}
        onClosePane={() => change({ peek: undefined })}
      >
        {maySend ? <UploadArea upload={upload}>{list}</UploadArea> : list}
      </SplitView>
    </Screen>
  );
}

/** How registrations came in: batches of the registration service, and files. */
export function DeliveriesScreen() {
  return (
    <RequirePermission permission="usage.read">
      <DeliveryList />
    </RequirePermission>
  );
}
