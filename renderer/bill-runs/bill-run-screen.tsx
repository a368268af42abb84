import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useState, type ReactNode } from 'react';
import { z } from 'zod';
import type { BillRow, BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { FilterBar } from '../grid/filter-bar.tsx';
import { BILL_LISTS, type BillRunSearch } from '../search-params.ts';
import { NotFound } from '../shell/not-found.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { BILL_RUN_WORDS } from '../ui/status-words.ts';
import { BillPane } from './bill-pane.tsx';
import { BillRunActs } from './bill-run-acts.tsx';
import { BillRunFigures } from './bill-run-figures.tsx';
import { BillRunProgress } from './bill-run-progress.tsx';
import { BillRunReasons } from './bill-run-reasons.tsx';
import { titleOf } from './bill-run-words.ts';
import { BillsGrid } from './bills-grid.tsx';
import { HoldBillsPane } from './hold-bills-pane.tsx';
import './bill-runs.css';

const route = getRouteApi('/bill-runs/$billRunId');
const BillRunId = z.coerce.number().int().positive();
const WORKING_POLL_MS = 1_000;
const WAITING_POLL_MS = 5_000;

const TITLES = {
  all: 'All',
  ready: 'Ready',
  held: 'Held',
  problems: 'With problems',
  unusual: 'Unusual',
  'rolled-forward': 'Rolled forward',
} as const;
const LISTS = BILL_LISTS.map((id) => ({ id, title: TITLES[id] }));

const isWorking = (run: BillRunRecord | undefined): boolean => run?.state === 'computing' || run?.state === 'issuing';

/** The run, asked for again and again while a job works on it, and now and then while somebody decides on it. */
function useBillRun(billRunId: number) {
  const pollWorking = usePollEvery(WORKING_POLL_MS);
  const pollWaiting = usePollEvery(WAITING_POLL_MS);
  return useQuery({
    ...api.billRuns.get.queryOptions({ billRunId }, { trpc: inBackground }),
    refetchInterval: ({ state: { data } }) => {
      if (isWorking(data)) return pollWorking;
      return data !== undefined && data.approval !== null ? pollWaiting : false;
    },
  });
}

function ApprovalNote({ run }: { readonly run: BillRunRecord }) {
  if (run.approval === null) return null;
  const { approvalId, requestedBy, requestedAt } = run.approval;
  return (
    <p className="muted">
      Waiting for approval, asked for by {requestedBy} on {formatLondonDateTime(requestedAt)}.{' '}
      <Link to="/approvals" search={{ approval: approvalId }}>
        Open the approval
      </Link>
    </p>
  );
}

function BillRun({ run }: { readonly run: BillRunRecord }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/bill-runs/$billRunId' });
  const change = useCallback(
    (to: Partial<BillRunSearch>) => void navigate({ search: (before) => ({ ...before, ...to }), replace: true }),
    [navigate],
  );
  const [holding, setHolding] = useState<readonly BillRow[] | null>(null);
  const canHold = useMay('billRun.edit') && (run.state === 'review' || run.state === 'approved');
  return (
    <Screen
      title={titleOf(run)}
      above={[{ title: 'Bill runs', link: { to: '/bill-runs' } }]}
      badge={<StatusPill status={BILL_RUN_WORDS[run.state]} />}
      actions={<BillRunActs run={run} />}
      figures={<BillRunFigures run={run} />}
      fills
    >
      <BillRunProgress run={run} />
      <ApprovalNote run={run} />
      <BillRunReasons run={run} />
      <SplitView
        paneTitle={holding === null ? 'Bill' : 'Bills'}
        pane={paneOf(run, search, holding, () => setHolding(null))}
        onClosePane={() => (holding === null ? change({ bill: undefined }) : setHolding(null))}
      >
        <FilterBar label="Organisation" text={search.text ?? ''} onText={(text) => change({ text: text || undefined })}>
          <Segmented
            label="Which bills"
            selected={search.show ?? 'all'}
            choices={LISTS}
            onSelect={(show) => change({ show: show === 'all' ? undefined : show, bill: undefined })}
          />
        </FilterBar>
        <BillsGrid run={run} search={search} change={change} {...(canHold && { onHold: setHolding })} />
      </SplitView>
    </Screen>
  );
}

function paneOf(
  run: BillRunRecord,
  { bill }: BillRunSearch,
  holding: readonly BillRow[] | null,
  onHeld: () => void,
): ReactNode | null {
  if (holding !== null) return <HoldBillsPane run={run} bills={holding} onClose={onHeld} />;
  return bill === undefined ? null : <BillPane key={bill} run={run} billId={bill} />;
}

function BillRunRecordScreen({ billRunId }: { readonly billRunId: number }) {
  const query = useBillRun(billRunId);
  return <RecordQuery query={query}>{(run) => <BillRun run={run} />}</RecordQuery>;
}

/** One bill run: how far it is, what it comes to, and every bill in it. */
export function BillRunScreen() {
  const billRunId = BillRunId.safeParse(route.useParams().billRunId);
  if (!billRunId.success) return <NotFound />;
  return (
    <RequirePermission permission="billRun.read">
      <BillRunRecordScreen billRunId={billRunId.data} />
    </RequirePermission>
  );
}
