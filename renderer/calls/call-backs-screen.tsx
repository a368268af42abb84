import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { PhoneOutgoing } from 'lucide-react';
import { useMemo } from 'react';
import { CALL_BACK_LISTS, type CallBackList, type CallBackRow } from '../../shared/contracts/call-backs.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import type { CallBacksSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { CallBack } from './call-back.tsx';
import { callBacksColumns } from './call-backs-columns.ts';

const route = getRouteApi('/call-backs');
const NOUN = ['call-back', 'call-backs'] as const;
const TITLES: Readonly<Record<CallBackList, string>> = { open: 'To ring', closed: 'Closed' };
const LISTS = CALL_BACK_LISTS.map((id) => ({ id, title: TITLES[id] }));
const EMPTY: Readonly<Record<CallBackList, string>> = {
  open: 'Nobody waits for a call',
  closed: 'No call-back is closed',
};

function rowId(row: CallBackRow): string {
  return String(row.callBackId);
}

function useCallBackRows(show: CallBackList): ServerRows<CallBackRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.callBacks.list.queryOptions({ show, cursor, limit: PAGE_SIZE }, background ? { trpc: inBackground } : {}),
        ),
    }),
    [show],
  );
}

function CallBacks() {
  const { show = 'open', peek } = route.useSearch();
  const navigate = useNavigate({ from: '/call-backs' });
  const change = (next: Partial<CallBacksSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Screen title="Call-backs" fills>
      <SplitView
        paneTitle="Call-back"
        pane={peek === undefined ? null : <CallBack key={peek} callBackId={peek} />}
        onClosePane={() => change({ peek: undefined })}
      >
        <div>
          <Segmented
            label="Which call-backs"
            selected={show}
            choices={LISTS}
            onSelect={(id) => change({ show: id === 'open' ? undefined : id, peek: undefined })}
          />
        </div>
        <BillingGrid<CallBackRow>
          name="Call-backs"
          noun={NOUN}
          columns={callBacksColumns}
          rowId={rowId}
          data={useCallBackRows(show)}
          takesFocus
          isPeeking={peek !== undefined}
          onPeek={(row) => change({ peek: row?.callBackId })}
          onOpen={({ callBackId }) => change({ peek: callBackId })}
          empty={
            <EmptyState title={EMPTY[show]} icon={PhoneOutgoing}>
              Who asks to be rung is put here from their organisation, by the button Ring back. Nobody is rung twice in
              a day, and whoever was reached comes off the list.
            </EmptyState>
          }
        />
      </SplitView>
    </Screen>
  );
}

/** People who asked to be rung: when they like it, and what became of every try. */
export function CallBacksScreen() {
  return (
    <RequirePermission permission="callBack.work">
      <CallBacks />
    </RequirePermission>
  );
}
