import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { Refundable } from '../../shared/contracts/refunds.ts';
import { formatPounds } from '../../shared/money.ts';
import { REFUND_REASON_CODES, REFUND_REASONS, type RefundReason } from '../../shared/refund-reasons.ts';
import { api } from '../api/client.ts';
import { toProblem } from '../api/problem.ts';
import { useCommand } from '../api/use-command.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { refundProblems, refundRequest, type RefundEntry } from './refund-entry.ts';
import { refundableColumns } from './refunds-columns.ts';
import './refunds.css';

const route = getRouteApi('/refunds/ask');
const ABOVE = [{ title: 'Refunds', link: { to: '/refunds' } }] as const;
const NOUN = ['card payment', 'card payments'] as const;
const REASONS = REFUND_REASON_CODES.map((id) => ({ id, title: REFUND_REASONS[id] }));
const EMPTY: RefundEntry = { amount: '', reason: 'paid-twice', words: '' };

function RefundForm({ payment }: { readonly payment: Refundable }) {
  const navigate = useNavigate();
  const [entry, setEntry] = useState(EMPTY);
  const [wasTried, setTried] = useState(false);
  const amount = useRef<HTMLInputElement>(null);
  useEffect(() => amount.current?.focus(), []);
  const { available, attemptId } = payment;
  const problems = wasTried ? refundProblems(entry, available) : { amount: null, words: null };
  const change = (to: Partial<RefundEntry>) => setEntry((before) => ({ ...before, ...to }));
  const ask = useCommand(api.refunds.ask.mutationOptions(), ({ refundId }) => {
    sayDone('Sent for approval. No money moves until somebody else approves it.');
    void navigate({ to: '/refunds/$refundId', params: { refundId: String(refundId) } });
  });
  const send = () => {
    setTried(true);
    const request = refundRequest(entry, available);
    if (request !== undefined) ask.run({ attemptId, ...request });
  };
  return (
    <PaneForm
      title="How much, and why"
      save="Send for approval"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
    >
      <TextField
        label="Amount"
        hint={`Leave empty for all that can go back: ${formatPounds(available)}`}
        value={entry.amount}
        onChange={(typed) => change({ amount: typed })}
        problem={problems.amount}
        inputMode="decimal"
        maxLength={40}
        before="£"
        narrow
        inputRef={amount}
      />
      <SelectField<RefundReason>
        label="Reason"
        selected={entry.reason}
        choices={REASONS}
        onSelect={(reason) => change({ reason })}
      />
      <TextArea
        label="Why, in words"
        hint="The approver reads this, and it is kept with the refund."
        value={entry.words}
        onChange={(words) => change({ words })}
        problem={problems.words}
        maxLength={500}
      />
    </PaneForm>
  );
}

/** Why nothing can be asked for, or null when it can. */
function obstacleOf({ captured, available, liveRefundId }: Refundable): string | null {
  if (liveRefundId !== null) return `Refund ${liveRefundId} of this payment is under way.`;
  if (!captured) return 'The card provider has not taken the money yet. That can take until tomorrow.';
  if (available > 0) return null;
  return 'Nothing is held as credit because of this payment. If a bill was wrong, credit it first: what was paid for it then becomes credit.';
}

function AskFor({ payment }: { readonly payment: Refundable }) {
  const { organisation, paid, refunded, available, liveRefundId } = payment;
  const obstacle = obstacleOf(payment);
  return (
    <Screen
      title={`Refund of card payment ${payment.payment}`}
      above={ABOVE}
      figures={
        <KeyFigures
          figures={[
            { label: 'Paid', value: formatPounds(paid) },
            { label: 'Refunded before', value: formatPounds(refunded) },
            { label: 'Can go back', value: formatPounds(available) },
          ]}
        />
      }
    >
      <p>
        Goes back to the card it was paid with, for{' '}
        <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{}}>
          {organisation.name}
        </Link>
        .
      </p>
      {obstacle === null ? (
        <div className="refund-form">
          <RefundForm payment={payment} />
        </div>
      ) : (
        <p className="pane-form-note">
          {obstacle}{' '}
          {liveRefundId !== null && (
            <Link to="/refunds/$refundId" params={{ refundId: String(liveRefundId) }}>
              Open it
            </Link>
          )}
        </p>
      )}
    </Screen>
  );
}

function OfPayment({ attempt }: { readonly attempt: string }) {
  const query = useQuery(api.refunds.refundable.queryOptions({ attemptId: attempt }));
  return <RecordQuery query={query}>{(payment) => <AskFor payment={payment} />}</RecordQuery>;
}

const attemptOf = (row: Refundable): string => row.attemptId;

function OfOrganisation({ organisation }: { readonly organisation: OrganisationReference }) {
  const navigate = useNavigate();
  const query = useQuery(api.refunds.listRefundable.queryOptions({ organisation }));
  return (
    <Screen title="Which card payment goes back?" above={ABOVE} fills>
      <BillingGrid<Refundable>
        name="Card payments of which something can go back"
        noun={NOUN}
        columns={refundableColumns}
        rowId={attemptOf}
        data={{
          kind: 'client',
          rows: query.data,
          problem: query.error === null ? null : toProblem(query.error, 'question'),
          retry: () => void query.refetch(),
        }}
        takesFocus
        onOpen={(row) => void navigate({ to: '/refunds/ask', search: { attempt: row.attemptId } })}
        empty={
          <EmptyState title="No card payment of this organisation can go back" icon={Undo2}>
            What can go back is what is held as credit because of a payment. If a bill was wrong, credit it first.
          </EmptyState>
        }
      />
    </Screen>
  );
}

function Ask() {
  const { attempt, organisation } = route.useSearch();
  if (attempt !== undefined) return <OfPayment key={attempt} attempt={attempt} />;
  if (organisation !== undefined) return <OfOrganisation organisation={organisation} />;
  return <NotFound />;
}

/** Asks for a refund: of a card payment, or first of which of an organisation's. */
export function AskForRefundScreen() {
  return (
    <RequirePermission permission="refund.ask">
      <Ask />
    </RequirePermission>
  );
}
