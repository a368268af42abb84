import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { FileStack, Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { BillRunRow } from '../../shared/contracts/bill-runs.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { billRunColumns } from './bill-runs-columns.ts';
import { OpenRunForm } from './open-run-form.tsx';

const route = getRouteApi('/bill-runs');
const NOUN = ['bill run', 'bill runs'] as const;

const EMPTY = (
  <EmptyState title="No bill run yet" icon={FileStack}>
    Counterfoil opens one each morning for every cycle whose period is over. Open one by hand to have it sooner.
  </EmptyState>
);

function rowId(row: BillRunRow): string {
  return String(row.billRunId);
}

function useBillRunRows(): ServerRows<BillRunRow> {
  return useMemo(
    () => ({
      kind: 'server',
      watchesForNew: true,
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.billRuns.list.queryOptions({ cursor, limit: PAGE_SIZE }, background ? { trpc: inBackground } : {}),
        ),
    }),
    [],
  );
}

function BillRunList() {
  const { open: isOpening = false } = route.useSearch();
  const navigate = useNavigate({ from: '/bill-runs' });
  const mayOpen = useMay('billRun.edit');
  const ask = (open: boolean) => void navigate({ search: open ? { open } : {}, replace: true });
  const go = (billRunId: number) =>
    void navigate({ to: '/bill-runs/$billRunId', params: { billRunId: String(billRunId) }, search: {} });
  useShortcuts(mayOpen ? [{ keys: 'n', label: 'Open a bill run', run: () => ask(true) }] : []);
  return (
    <Screen
      title="Bill runs"
      fills
      actions={
        mayOpen && (
          <Button kind="primary" keys="N" icon={<Plus aria-hidden="true" />} onPress={() => ask(true)}>
            Open a bill run
          </Button>
        )
      }
    >
      <SplitView
        paneTitle="New bill run"
        pane={isOpening && mayOpen ? <OpenRunForm onOpened={go} /> : null}
        onClosePane={() => ask(false)}
      >
        <BillingGrid<BillRunRow>
          name="Bill runs"
          noun={NOUN}
          columns={billRunColumns}
          rowId={rowId}
          data={useBillRunRows()}
          takesFocus
          onOpen={({ billRunId }) => go(billRunId)}
          empty={EMPTY}
        />
      </SplitView>
    </Screen>
  );
}

/** Every bill run, newest first. */
export function BillRunsScreen() {
  return (
    <RequirePermission permission="billRun.read">
      <BillRunList />
    </RequirePermission>
  );
}
