import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import { selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';

/** An approval that waits, as what ends it needs it. */
export interface PendingApproval {
  readonly id: number;
  readonly title: string;
  readonly organisation_id: number | null;
}

/** The pending approval of a subject, if there is one: there is never more than one. */
export async function pendingApproval(
  tx: Tx,
  subjectKind: ApprovalKind,
  subjectId: string,
): Promise<PendingApproval | undefined> {
  const [pending] = await selectRows<PendingApproval>(
    tx,
    `select id, title, organisation_id from approval where subject_kind = ? and subject_id = ? and state = 'pending'`,
    [subjectKind, subjectId],
  );
  return pending;
}
