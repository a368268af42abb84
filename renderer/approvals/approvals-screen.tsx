import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { APPROVAL_LISTS, type ApprovalList, type ApprovalsSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ApprovalPane } from './approval-pane.tsx';
import { ApprovalsGrid } from './approvals-grid.tsx';
import { neighbour, nextApproval } from './next-approval.ts';
import { useWaitingApprovals } from './use-waiting-approvals.ts';

const route = getRouteApi('/approvals');

const TITLES: Readonly<Record<ApprovalList, string>> = { waiting: 'Waiting', mine: 'My requests', ended: 'History' };
const LISTS = APPROVAL_LISTS.map((id) => ({ id, title: TITLES[id] }));

/** When the pane closes and takes the focus along, the first row has it, or the heading where there is none. */
function useFocusAfterClosing(shown: number | null): void {
  const wasShown = useRef(shown);
  useEffect(() => {
    const closed = wasShown.current !== null && shown === null;
    wasShown.current = shown;
    if (!closed) return undefined;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const row = document.querySelector<HTMLElement>('main [role=gridcell]');
      (row ?? document.querySelector<HTMLElement>('main h1'))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [shown]);
}

/** What the address says is shown, how to change it, and which approval has the keyboard. */
function useApprovalsPlace() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/approvals' });
  const shown = search.approval ?? null;
  // Opened by its address, after signing in again or by going on to the next: the approval is read out.
  const [inHand, setInHand] = useState(shown);
  const change = useCallback(
    (to: Partial<ApprovalsSearch>) => void navigate({ search: (before) => ({ ...before, ...to }), replace: true }),
    [navigate],
  );
  const goOnTo = (approvalId: number | null) => {
    setInHand(approvalId);
    change({ approval: approvalId ?? undefined });
  };
  useFocusAfterClosing(shown);
  return { list: search.show ?? 'waiting', shown, inHand, change, goOnTo };
}

function Approvals() {
  const { list, shown, inHand, change, goOnTo } = useApprovalsPlace();
  const waiting = useWaitingApprovals();
  const rows = list === 'waiting' ? (waiting.rows ?? []) : [];
  const close = () => change({ approval: undefined });
  const step = (by: 1 | -1) => {
    const to = shown === null ? null : neighbour(rows, shown, by);
    if (to !== null) goOnTo(to);
  };
  const pane =
    shown === null ? null : (
      <ApprovalPane
        key={shown}
        approvalId={shown}
        takesFocus={inHand === shown}
        onDecided={() => goOnTo(nextApproval(rows, shown))}
        onStep={step}
      />
    );
  return (
    <Screen title="Approvals" fills>
      <SplitView paneTitle="Approval" pane={pane} onClosePane={close}>
        <Segmented
          label="Which approvals"
          selected={list}
          choices={LISTS}
          onSelect={(id) => change({ show: id === 'waiting' ? undefined : id, approval: undefined })}
        />
        <ApprovalsGrid
          key={list}
          list={list}
          waiting={waiting}
          isPeeking={shown !== null}
          onPeek={(approvalId) => change({ approval: approvalId ?? undefined })}
        />
      </SplitView>
    </Screen>
  );
}

/** What waits for a second person, one's own requests, and what became of the rest. */
export function ApprovalsScreen() {
  return (
    <RequirePermission permission="approvals.read">
      <Approvals />
    </RequirePermission>
  );
}
