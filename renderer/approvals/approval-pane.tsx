import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { APPROVAL_KINDS } from '../../shared/approval-kinds.ts';
import type { ApprovalRecord, ApprovalState } from '../../shared/contracts/approvals.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { PathLink } from '../shell/path-link.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { APPROVAL_WORDS } from '../ui/status-words.ts';
import { ApprovalFoot } from './approval-foot.tsx';
import { obstacleSentence } from './obstacle-words.ts';
import './approval-pane.css';

export interface ApprovalPaneProps {
  readonly approvalId: number;
  /** The heading has focus on arrival, so that it is read out. */
  readonly takesFocus: boolean;
  readonly onDecided: () => void;
  /** Goes to the approval below or above. */
  readonly onStep: (step: 1 | -1) => void;
}

const ENDED_BY: Readonly<Record<ApprovalState, string>> = {
  pending: '',
  approved: 'Approved by',
  returned: 'Sent back by',
  withdrawn: 'Taken back by',
  voided: 'Voided by',
};

function decisionFacts({ state, decision }: ApprovalRecord): Description[] {
  if (decision === null) return [];
  const { by, at, reason } = decision;
  const decided = { term: ENDED_BY[state], value: `${by ?? 'The system'}, ${formatLondonDateTime(at)}` };
  return reason === null ? [decided] : [decided, { term: 'Reason', value: reason }];
}

function factsOf(approval: ApprovalRecord): Description[] {
  const { organisation, editors } = approval;
  return [
    { term: 'Kind', value: APPROVAL_KINDS[approval.kind].called },
    ...(organisation === null ? [] : [{ term: 'Organisation', value: organisation.name }]),
    { term: 'Asked by', value: `${approval.requestedBy}, ${formatLondonDateTime(approval.requestedAt)}` },
    ...(editors.length === 0 ? [] : [{ term: 'Edited by', value: editors.join(', ') }]),
    ...decisionFacts(approval),
  ];
}

function Approval({ approval, ...props }: ApprovalPaneProps & { readonly approval: ApprovalRecord }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { takesFocus, onStep } = props;
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  useShortcuts([
    { keys: 'j', label: 'Next approval', run: () => onStep(1) },
    { keys: 'k', label: 'Previous approval', run: () => onStep(-1) },
  ]);
  const why = obstacleSentence(approval.obstacle, approval.limit);
  return (
    <>
      <div className="approval-head">
        <h2 ref={heading} tabIndex={-1}>
          {approval.title}
        </h2>
        <StatusPill status={APPROVAL_WORDS[approval.state]} />
      </div>
      {approval.amount > 0 && <KeyFigures figures={[{ label: 'Amount', value: formatPounds(approval.amount) }]} />}
      <Section title="What is to be approved">
        <div className="approval-summary">
          <DescriptionList of={approval.summary.map(({ label, value }) => ({ term: label, value }))} />
        </div>
        <p className="small">
          <PathLink path={approval.link}>Open the {APPROVAL_KINDS[approval.kind].called}</PathLink>
        </p>
      </Section>
      <DescriptionList of={factsOf(approval)} />
      {why !== null && <p className="approval-obstacle">{why}</p>}
      <ApprovalFoot approval={approval} onDecided={props.onDecided} />
    </>
  );
}

/** One approval as it was seen when it was asked for, and what the reader can do about it. */
export function ApprovalPane(props: ApprovalPaneProps) {
  const query = useQuery(api.approvals.get.queryOptions({ approvalId: props.approvalId }));
  return (
    <RecordQuery query={query} lines={8}>
      {(approval) => <Approval {...props} approval={approval} />}
    </RecordQuery>
  );
}
