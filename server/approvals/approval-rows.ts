import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { ApprovalObstacle, ApprovalRow, ApprovalState } from '../../shared/contracts/approvals.ts';
import type { Pence } from '../../shared/money.ts';
import { readInstant } from '../platform/rows.ts';
import { limitOf } from './refuse-obstacle.ts';

/** What a list reads of an approval. */
export interface ShownApproval {
  readonly id: number;
  readonly subject_kind: ApprovalKind;
  readonly title: string;
  readonly amount: Pence;
  readonly requested_at: string;
  readonly state: ApprovalState;
  readonly state_since: string;
  readonly obstacle: ApprovalObstacle | null;
  readonly per_approval: Pence | null;
  readonly per_organisation_day: Pence | null;
  readonly requester: string;
  readonly organisation_reference: OrganisationReference | null;
  readonly organisation_name: string | null;
  readonly decider: string | null;
  readonly reason: string | null;
}

/** The columns of `ShownApproval`, over the rows of `standing` that the joins below stand beside. */
export const SHOWN_COLUMNS = `standing.id, subject_kind, title, amount, requested_at, state, state_since, obstacle,
  per_approval, per_organisation_day, requester.name as requester, organisation.reference as organisation_reference,
  organisation.name as organisation_name, decider.name as decider, decision.reason`;

export const SHOWN_JOINS = `join staff requester on requester.id = standing.requested_by
  left join organisation on organisation.id = standing.organisation_id
  left join approval_decision decision on decision.approval_id = standing.id
  left join staff decider on decider.id = decision.decided_by`;

export function toApprovalRow(row: ShownApproval): ApprovalRow {
  const { organisation_reference: reference, organisation_name: name } = row;
  return {
    approvalId: row.id,
    kind: row.subject_kind,
    title: row.title,
    amount: row.amount,
    organisation: reference === null || name === null ? null : { reference, name },
    requestedBy: row.requester,
    requestedAt: readInstant(row.requested_at),
    state: row.state,
    obstacle: row.obstacle,
    limit: limitOf(row.obstacle, row),
    decision:
      row.state === 'pending' ? null : { by: row.decider, at: readInstant(row.state_since), reason: row.reason },
  };
}
