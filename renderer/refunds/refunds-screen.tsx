import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import type { RefundRow } from '../../shared/contracts/refunds.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { refundColumns } from './refunds-columns.ts';

const route = getRouteApi('/refunds');
const SHOW = [
  { id: 'open', title: 'Open' },
  { id: 'all', title: 'All' },
] as const;
const NOUN = ['refund', 'refunds'] as const;

const refundId = (row: RefundRow): string => String(row.refundId);

function RefundsGrid({ show }: { readonly show: 'open' | 'all' }) {
  const navigate = useNavigate();
  const data = useMemo<ServerRows<RefundRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.refunds.list.queryOptions({ show, cursor, limit: PAGE_SIZE })),
    }),
    [show],
  );
  return (
    <BillingGrid<RefundRow>
      name={show === 'open' ? 'Open refunds' : 'All refunds'}
      noun={NOUN}
      columns={refundColumns}
      rowId={refundId}
      data={data}
      takesFocus
      onOpen={(row) => void navigate({ to: '/refunds/$refundId', params: { refundId: String(row.refundId) } })}
      empty={
        <EmptyState title={show === 'open' ? 'No refund is under way' : 'Nothing was ever refunded'} icon={Undo2}>
          Open the card payment that is to go back, press R, and say why. Somebody else approves it.
        </EmptyState>
      }
    />
  );
}

function Refunds() {
  const { show = 'open' } = route.useSearch();
  const navigate = useNavigate({ from: '/refunds' });
  return (
    <Screen title="Refunds" fills>
      <Segmented
        label="Which refunds"
        selected={show}
        choices={SHOW}
        onSelect={(id) => void navigate({ search: id === 'open' ? {} : { show: id }, replace: true })}
      />
      <RefundsGrid key={show} show={show} />
    </Screen>
  );
}

/** Refunds that wait for somebody or something, and all there ever were. */
export function RefundsScreen() {
  return (
    <RequirePermission permission="refund.read">
      <Refunds />
    </RequirePermission>
  );
}
