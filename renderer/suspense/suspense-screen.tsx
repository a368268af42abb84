import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CircleHelp, Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { SuspenseRow } from '../../shared/contracts/suspense.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import type { SuspenseSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PlaceSuspensePane } from './place-suspense-pane.tsx';
import { RecordSuspensePane } from './record-suspense-pane.tsx';
import { suspenseColumns } from './suspense-columns.ts';

const route = getRouteApi('/suspense');
const NOUN = ['payment', 'payments'] as const;

function rowId(row: SuspenseRow): string {
  return String(row.suspenseId);
}

function useSuspenseRows(): ServerRows<SuspenseRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.suspense.list.queryOptions({ cursor, limit: PAGE_SIZE }, background ? { trpc: inBackground } : {}),
        ),
    }),
    [],
  );
}

function RecordButton({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'n', label: 'Put money in suspense', run: onPress }]);
  return (
    <Button icon={<Plus aria-hidden="true" />} keys="N" onPress={onPress}>
      Put money in suspense
    </Button>
  );
}

function Suspense() {
  const { peek, record } = route.useSearch();
  const navigate = useNavigate({ from: '/suspense' });
  const mayAllocate = useMay('receipt.allocate');
  const change = (next: Partial<SuspenseSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const close = () => change({ peek: undefined, record: undefined });
  const isRecording = record === true && mayAllocate;
  const pane = isRecording ? (
    <RecordSuspensePane onDone={(suspenseId) => change({ record: undefined, peek: suspenseId })} />
  ) : peek === undefined ? null : (
    <PlaceSuspensePane key={peek} suspenseId={peek} mayPlace={mayAllocate} onDone={close} />
  );
  return (
    <Screen
      title="Suspense"
      fills
      actions={
        mayAllocate && !isRecording && <RecordButton onPress={() => change({ peek: undefined, record: true })} />
      }
    >
      <SplitView paneTitle={isRecording ? 'Put money in suspense' : 'Payment'} pane={pane} onClosePane={close}>
        <BillingGrid<SuspenseRow>
          name="Money that nobody has placed"
          noun={NOUN}
          columns={suspenseColumns}
          rowId={rowId}
          data={useSuspenseRows()}
          takesFocus
          isPeeking={peek !== undefined}
          onPeek={(row) => change({ peek: row?.suspenseId, record: undefined })}
          onOpen={({ suspenseId }) => change({ peek: suspenseId, record: undefined })}
          empty={
            <EmptyState title="Nothing is in suspense" icon={CircleHelp}>
              Money that came without saying whose it is stands here until somebody places it.
            </EmptyState>
          }
        />
      </SplitView>
    </Screen>
  );
}

/** Money that nobody can place yet: how long it waits, where it may belong, and the way to place it. */
export function SuspenseScreen() {
  return (
    <RequirePermission permission="suspense.read">
      <Suspense />
    </RequirePermission>
  );
}
