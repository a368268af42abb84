import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { FeeOrderRecord } from '../../shared/contracts/fees.ts';
import { api } from '../api/client.ts';
import { NotFound } from '../shell/not-found.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { EditFeeOrderPane } from './edit-fee-order-pane.tsx';
import { FeeOrderActs } from './fee-order-acts.tsx';
import { feeOrderWords, receivedWords } from './fee-order-words.ts';
import { PriceTable } from './price-table.tsx';
import { RehearsalSection } from './rehearsal-section.tsx';
import { useFeeOrderCommands } from './use-fee-order-commands.ts';
import './fees.css';

const route = getRouteApi('/fees/$feeOrderId');
const ABOVE = [{ title: 'Fees', link: { to: '/fees' } }] as const;

/** What has to be seen before anything else: why it came back, and what may be a slip. */
function Notes({ order }: { readonly order: FeeOrderRecord }) {
  const { sentBack, remarks } = order;
  return (
    <>
      {sentBack !== null && (
        <div className="fee-order-note">
          <p>
            <strong>{sentBack.by ?? 'Somebody'} sent it back:</strong> {sentBack.reason}
          </p>
        </div>
      )}
      {remarks.length > 0 && (
        <div className="fee-order-note">
          {remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
          <p>If that is what the Order says, leave it.</p>
        </div>
      )}
    </>
  );
}

function What({ order }: { readonly order: FeeOrderRecord }) {
  const { draftedBy, approvedBy, editors } = order;
  return (
    <div className="fee-order-side">
      <Notes order={order} />
      <PriceTable caption={`Prices of ${order.title}`} prices={order.prices} earlier={order.earlierPrices} />
      <DescriptionList
        of={[
          { term: 'LPAs received', value: receivedWords(order) },
          { term: 'Citation', value: order.citation ?? 'Not recorded' },
          { term: 'Drafted by', value: draftedBy ?? 'In force before Counterfoil was' },
          ...(editors.length > 1 ? [{ term: 'Edited by', value: editors.join(', ') }] : []),
          ...(approvedBy === null ? [] : [{ term: 'Approved by', value: approvedBy }]),
        ]}
      />
    </div>
  );
}

function FeeOrder({ order }: { readonly order: FeeOrderRecord }) {
  const { edit = false } = route.useSearch();
  const navigate = useNavigate({ from: '/fees/$feeOrderId' });
  const setEditing = (editing: boolean) => void navigate({ search: editing ? { edit: true } : {}, replace: true });
  const commands = useFeeOrderCommands(order.feeOrderId);
  const isEditing = edit && order.acts.includes('edit');
  return (
    <Screen
      title={order.title}
      above={ABOVE}
      badge={<StatusPill status={feeOrderWords(order)} />}
      fills
      actions={!isEditing && <FeeOrderActs order={order} commands={commands} onEdit={() => setEditing(true)} />}
    >
      {commands.problem !== null && <ProblemNotice problem={commands.problem} />}
      <SplitView
        paneTitle="Edit"
        pane={isEditing ? <EditFeeOrderPane order={order} onDone={() => setEditing(false)} /> : null}
        onClosePane={() => setEditing(false)}
      >
        <div className="fee-order-parts">
          <What order={order} />
          <RehearsalSection order={order} />
        </div>
      </SplitView>
    </Screen>
  );
}

function FeeOrderOf({ feeOrderId }: { readonly feeOrderId: number }) {
  const query = useQuery(api.fees.get.queryOptions({ feeOrderId }));
  return <RecordQuery query={query}>{(order) => <FeeOrder order={order} />}</RecordQuery>;
}

/** One Order: what it says, what it would do, and what comes next for it. */
export function FeeOrderScreen() {
  const feeOrderId = Number(route.useParams().feeOrderId);
  if (!Number.isSafeInteger(feeOrderId) || feeOrderId < 1) return <NotFound />;
  return (
    <RequirePermission permission="fees.read">
      <FeeOrderOf feeOrderId={feeOrderId} />
    </RequirePermission>
  );
}
