import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus, Scale } from 'lucide-react';
import { useCallback } from 'react';
import type { FeeOrderRow } from '../../shared/contracts/fees.ts';
import { api } from '../api/client.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ClientRows } from '../grid/grid-data.ts';
import { useQueriedRows } from '../grid/use-queried-rows.ts';
import type { FeesSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DraftFeeOrderPane } from './draft-fee-order-pane.tsx';
import { FeeOrderPeek } from './fee-order-peek.tsx';
import { feeOrderColumns } from './fees-columns.ts';
import { PriceFinder } from './price-finder.tsx';

const route = getRouteApi('/fees');
const NOUN = ['Order', 'Orders'] as const;

const EMPTY = (
  <EmptyState title="No Order is entered" icon={Scale}>
    What an LPA costs shows here, Order by Order.
  </EmptyState>
);

function rowId(row: FeeOrderRow): string {
  return String(row.feeOrderId);
}

function useFeeOrders(): ClientRows<FeeOrderRow> {
  return useQueriedRows(useQuery(api.fees.list.queryOptions({})));
}

function NewOrder({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'n', label: 'Draft a new Order', run: onPress }]);
  return (
    <Button icon={<Plus aria-hidden="true" />} keys="N" onPress={onPress}>
      Draft a new Order
    </Button>
  );
}

function FeeOrders() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/fees' });
  const change = useCallback(
    (to: Partial<FeesSearch>) => void navigate({ search: (before) => ({ ...before, ...to }), replace: true }),
    [navigate],
  );
  const orders = useFeeOrders();
  const mayEdit = useMay('fees.edit');
  const isDrafting = mayEdit && search.draft === true;
  const peeked = orders.rows?.find(({ feeOrderId }) => feeOrderId === search.peek);
  const open = ({ feeOrderId }: FeeOrderRow) =>
    void navigate({ to: '/fees/$feeOrderId', params: { feeOrderId: String(feeOrderId) }, search: {} });
  return (
    <Screen
      title="Fees"
      fills
      actions={mayEdit && !isDrafting && <NewOrder onPress={() => change({ draft: true, peek: undefined })} />}
    >
      <SplitView
        paneTitle={isDrafting ? 'New Order' : 'Order'}
        pane={isDrafting ? <DraftFeeOrderPane /> : peeked === undefined ? null : <FeeOrderPeek order={peeked} />}
        onClosePane={() => change({ draft: undefined, peek: undefined })}
      >
        <PriceFinder on={search.on} onChange={(on) => change({ on })} />
        <BillingGrid<FeeOrderRow>
          name="Fees"
          noun={NOUN}
          columns={feeOrderColumns}
          rowId={rowId}
          data={orders}
          takesFocus={!isDrafting}
          isPeeking={peeked !== undefined && !isDrafting}
          onPeek={(row) => change({ peek: row?.feeOrderId, draft: undefined })}
          onOpen={open}
          empty={EMPTY}
        />
      </SplitView>
    </Screen>
  );
}

/** What an LPA costs and has cost, Order by Order. */
export function FeesScreen() {
  return (
    <RequirePermission permission="fees.read">
      <FeeOrders />
    </RequirePermission>
  );
}
