import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CreditCard } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import type { CardPaymentRow } from '../../shared/contracts/payments.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import type { PaymentsSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { CardPaymentStatus } from './card-payment-status.tsx';
import { NO_PAYMENTS } from './no-payments.ts';
import { paymentColumns } from './payments-columns.ts';
import { PaymentsFilters } from './payments-filters.tsx';

const route = getRouteApi('/payments');
const NOUN = ['card payment', 'card payments'] as const;
const AttemptId = z.uuid();

function rowId(row: CardPaymentRow): string {
  return row.attemptId;
}

function usePaymentRows({ group = 'all', mine = false, organisation }: PaymentsSearch): ServerRows<CardPaymentRow> {
  return useMemo(
    () => ({
      kind: 'server',
      watchesForNew: true,
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.payments.list.queryOptions(
            { group, mine, organisation: organisation ?? null, cursor, limit: PAGE_SIZE },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [group, mine, organisation],
  );
}

/** What the address says is shown, and how to change it. */
function usePaymentsPlace() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/payments' });
  const change = useCallback(
    (to: Partial<PaymentsSearch>) => void navigate({ search: (before) => ({ ...before, ...to }), replace: true }),
    [navigate],
  );
  const open = (attemptId: string) => void navigate({ to: '/payments/$attemptId', params: { attemptId } });
  const peeked = AttemptId.safeParse(search.peek);
  return { search, change, open, peeked: peeked.success ? peeked.data : null };
}

function CardPaymentList() {
  const { search, change, open, peeked } = usePaymentsPlace();
  const { group = 'all', mine = false, organisation } = search;
  const closePane = () => change({ peek: undefined });
  const pane = peeked !== null && (
    <CardPaymentStatus key={peeked} attemptId={peeked} onDone={closePane} onStartedAgain={open} />
  );
  return (
    <Screen title="Card payments" fills>
      <SplitView paneTitle="Card payment" pane={pane || null} onClosePane={closePane}>
        <PaymentsFilters group={group} mine={mine} organisation={organisation} onChange={change} />
        <BillingGrid<CardPaymentRow>
          name="Card payments"
          noun={NOUN}
          columns={paymentColumns}
          rowId={rowId}
          data={usePaymentRows(search)}
          takesFocus
          isPeeking={peeked !== null}
          onPeek={(row) => change({ peek: row?.attemptId })}
          onOpen={({ attemptId }) => open(attemptId)}
          empty={
            <EmptyState title={NO_PAYMENTS[group].title} icon={CreditCard}>
              {NO_PAYMENTS[group].words}
            </EmptyState>
          }
        />
      </SplitView>
    </Screen>
  );
}

/** Every card payment attempt, newest first. */
export function PaymentsScreen() {
  return (
    <RequirePermission permission="cardPayment.read">
      <CardPaymentList />
    </RequirePermission>
  );
}
