import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import type { MessageRow } from '../../shared/contracts/correspondence.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { MESSAGE_SHOWS, type CorrespondenceSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { messageColumns } from './message-columns.ts';
import { MessagePeek } from './message-peek.tsx';
import { useMessageRows } from './use-message-rows.ts';

const route = getRouteApi('/correspondence');
const NOUN = ['message', 'messages'] as const;
const TITLES = { all: 'All', problems: 'Did not arrive', 'under-way': 'On their way' } as const;
const SHOWS = MESSAGE_SHOWS.map((id) => ({ id, title: TITLES[id] }));

function rowId(row: MessageRow): string {
  return String(row.messageId);
}

function Messages() {
  const { show = 'all', peek } = route.useSearch();
  const navigate = useNavigate({ from: '/correspondence' });
  const change = (next: Partial<CorrespondenceSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <Screen title="Correspondence" fills>
      <SplitView
        paneTitle="Message"
        pane={peek === undefined ? null : <MessagePeek messageId={peek} />}
        onClosePane={() => change({ peek: undefined })}
      >
        <div>
          <Segmented
            label="Which messages"
            selected={show}
            choices={SHOWS}
            onSelect={(id) => change({ show: id === 'all' ? undefined : id, peek: undefined })}
          />
        </div>
        <BillingGrid<MessageRow>
          name="Messages"
          noun={NOUN}
          columns={messageColumns}
          rowId={rowId}
          data={useMessageRows(show, null)}
          takesFocus
          isPeeking={peek !== undefined}
          onPeek={(row) => change({ peek: row?.messageId })}
          onOpen={(row) => change({ peek: row.messageId })}
          empty={
            <EmptyState title={show === 'problems' ? 'Everything has arrived' : 'Nothing here'} icon={Mail}>
              Invoices go out by themselves when they are issued, and reminders when they fall due. What cannot be
              delivered shows under “Did not arrive”.
            </EmptyState>
          }
        />
      </SplitView>
    </Screen>
  );
}

/** What was sent to organisations, and what became of it. */
export function CorrespondenceScreen() {
  return (
    <RequirePermission permission="correspondence.read">
      <Messages />
    </RequirePermission>
  );
}
