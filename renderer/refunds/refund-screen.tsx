import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import type { RefundRow } from '../../shared/contracts/refunds.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { REFUND_REASONS } from '../../shared/refund-reasons.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { NotFound } from '../shell/not-found.tsx';
import { sayDone } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { REFUND_WORDS } from '../ui/status-words.ts';
import { FAILURE_WORDS, waitsFor } from './refund-words.ts';

const route = getRouteApi('/refunds/$refundId');
const RefundId = z.coerce.number().int().positive();

function Acts({ refund }: { readonly refund: RefundRow }) {
  const { refundId, state, attemptId } = refund;
  const mayAsk = useMay('refund.ask');
  const navigate = useNavigate();
  const withdraw = useCommand(api.refunds.withdraw.mutationOptions(), () => sayDone('Taken back. No money has moved.'));
  const mayAskAgain = mayAsk && (state === 'failed' || state === 'returned' || state === 'voided');
  const askAgain = () => void navigate({ to: '/refunds/ask', search: { attempt: attemptId } });
  useShortcuts(mayAskAgain ? [{ keys: 'r', label: 'Ask for it again', run: askAgain }] : []);
  return (
    <>
      {mayAsk && state === 'asked' && (
        <Button kind="quiet" isPending={withdraw.status === 'sending'} onPress={() => withdraw.run({ refundId })}>
          Take it back
        </Button>
      )}
      {mayAskAgain && (
        <Button kind="primary" keys="R" onPress={askAgain}>
          Ask for it again
        </Button>
      )}
      {withdraw.problem !== null && <ProblemNotice problem={withdraw.problem} />}
    </>
  );
}

function factsOf(refund: RefundRow): Description[] {
  const { organisation, payment, attemptId, approvedBy } = refund;
  const waits = waitsFor(refund);
  return [
    ...(waits === '' ? [] : [{ term: 'Waits for', value: waits }]),
    {
      term: 'Organisation',
      value: (
        <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{}}>
          {organisation.name}
        </Link>
      ),
    },
    {
      term: 'Goes back to',
      value: (
        <>
          The card of payment{' '}
          <Link to="/payments/$attemptId" params={{ attemptId }}>
            {payment}
          </Link>
        </>
      ),
    },
    { term: 'Reason', value: REFUND_REASONS[refund.reason] },
    { term: 'In words', value: refund.words },
    { term: 'Asked for by', value: `${refund.askedBy}, ${formatLondonDateTime(refund.askedAt)}` },
    ...(approvedBy === null ? [] : [{ term: 'Approved by', value: approvedBy }]),
    { term: 'Has stood so since', value: formatLondonDateTime(refund.stateSince) },
  ];
}

function Refund({ refund }: { readonly refund: RefundRow }) {
  const { refundId, state, failure, returnedReason, approvalId } = refund;
  return (
    <Screen
      title={`Refund ${refundId}`}
      above={[{ title: 'Refunds', link: { to: '/refunds' } }]}
      badge={<StatusPill status={REFUND_WORDS[state]} />}
      actions={<Acts refund={refund} />}
      figures={<KeyFigures figures={[{ label: 'Refund', value: formatPounds(refund.amount) }]} />}
    >
      {failure !== null && <p className="pane-form-note">{FAILURE_WORDS[failure]}</p>}
      {returnedReason !== null && (
        <p className="pane-form-note">
          {state === 'returned' ? 'Sent back' : 'No longer waits for approval'}: {returnedReason}
        </p>
      )}
      {approvalId !== null && (
        <p className="muted">
          No money moves until somebody else approves it.{' '}
          <Link to="/approvals" search={{ approval: approvalId }}>
            Open the approval
          </Link>
        </p>
      )}
      <DescriptionList of={factsOf(refund)} />
    </Screen>
  );
}

function RefundById({ refundId }: { readonly refundId: number }) {
  const query = useQuery(api.refunds.get.queryOptions({ refundId }));
  return <RecordQuery query={query}>{(refund) => <Refund refund={refund} />}</RecordQuery>;
}

/** One refund: how it stands, what it waits for, why it was asked for, and what can be done with it. */
export function RefundScreen() {
  const refundId = RefundId.safeParse(route.useParams().refundId);
  if (!refundId.success) return <NotFound />;
  return (
    <RequirePermission permission="refund.read">
      <RefundById refundId={refundId.data} />
    </RequirePermission>
  );
}
