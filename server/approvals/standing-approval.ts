import type { EntityManager } from '@mikro-orm/postgresql';
import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import type { ApprovalObstacle } from '../../shared/contracts/approvals.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import type { Refused } from './refuse-obstacle.ts';
import { MAY_RETURN, STANDING, standingParams, type Decider } from './standing.ts';

/** One approval and what stands in the decider's way. */
export interface StandingApproval extends Refused {
  readonly id: number;
  readonly subject_kind: ApprovalKind;
  readonly subject_id: string;
  readonly subject_hash: string;
  readonly organisation_id: number | null;
  readonly obstacle: ApprovalObstacle | null;
  readonly may_return: boolean;
}

/** Reads it as the decider stands now; APPROVAL_NOT_FOUND when there is none. */
export async function standingApproval(
  em: EntityManager,
  decider: Decider,
  approvalId: number,
): Promise<StandingApproval> {
  const [row] = await selectRows<StandingApproval>(
    em,
    `${STANDING}
     select id, title, amount, subject_kind, subject_id, subject_hash, organisation_id, obstacle, per_approval,
       per_organisation_day, ${MAY_RETURN} as may_return
     from standing where id = ?`,
    [...standingParams(decider), approvalId],
  );
  if (row === undefined) throw new DomainError('APPROVAL_NOT_FOUND');
  return row;
}
