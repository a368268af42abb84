import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { BellRing } from 'lucide-react';
import { useMemo } from 'react';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import { CHASING_LISTS, type ChasingList, type ChasingRow } from '../../shared/contracts/chasing.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import type { ChasingSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { chasingColumns } from './chasing-columns.ts';
import { InvoiceChasing } from './invoice-chasing.tsx';

const route = getRouteApi('/chasing');
const NOUN = ['invoice', 'invoices'] as const;
const TITLES: Readonly<Record<ChasingList, string>> = { referred: 'Referred', chased: 'Being chased', held: 'Held' };
const LISTS = CHASING_LISTS.map((id) => ({ id, title: TITLES[id] }));
const EMPTY: Readonly<Record<ChasingList, string>> = {
  referred: 'No invoice is referred',
  chased: 'No invoice is being chased',
  held: 'No invoice is held',
};

function rowId(row: ChasingRow): string {
  return row.number;
}

function useChasingRows(show: ChasingList): ServerRows<ChasingRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.chasing.list.queryOptions({ show, cursor, limit: PAGE_SIZE }, background ? { trpc: inBackground } : {}),
        ),
    }),
    [show],
  );
}

function ChasingPeek({ number }: { readonly number: InvoiceNumber }) {
  return (
    <>
      <InvoiceChasing number={number} />
      <p>
        <Link to="/invoices/$number" params={{ number }} search={{}}>
          Open the invoice
        </Link>
      </p>
    </>
  );
}

function Chasing() {
  const { show = 'referred', peek } = route.useSearch();
  const navigate = useNavigate({ from: '/chasing' });
  const change = (next: Partial<ChasingSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Screen title="Chasing" fills>
      <SplitView
        paneTitle={peek === undefined ? 'Invoice' : `Invoice ${peek}`}
        pane={peek === undefined ? null : <ChasingPeek number={peek} />}
        onClosePane={() => change({ peek: undefined })}
      >
        <div>
          <Segmented
            label="Which invoices"
            selected={show}
            choices={LISTS}
            onSelect={(id) => change({ show: id === 'referred' ? undefined : id, peek: undefined })}
          />
        </div>
        <BillingGrid<ChasingRow>
          name="Unpaid invoices"
          noun={NOUN}
          columns={chasingColumns}
          rowId={rowId}
          data={useChasingRows(show)}
          takesFocus
          isPeeking={peek !== undefined}
          onPeek={(row) => change({ peek: row?.number })}
          onOpen={({ number }) => void navigate({ to: '/invoices/$number', params: { number }, search: {} })}
          empty={
            <EmptyState title={EMPTY[show]} icon={BellRing}>
              Reminders go before an invoice is due and demands after, by working days. What is still not paid after the
              last is referred to finance here.
            </EmptyState>
          }
        />
      </SplitView>
    </Screen>
  );
}

/** Unpaid invoices: what was done about each, and which are held. */
export function ChasingScreen() {
  return (
    <RequirePermission permission="invoice.read">
      <Chasing />
    </RequirePermission>
  );
}
