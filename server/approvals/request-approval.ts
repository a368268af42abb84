import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import { SummaryLine } from '../../shared/contracts/approvals.ts';
import type { Pence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, write } from '../platform/rows.ts';
import { staffOf } from './staff-of.ts';

export interface ApprovalRequest {
  readonly subjectKind: ApprovalKind;
  readonly subjectId: string;
  /** Hex SHA-256 of exactly what the approver sees (`subjectHash`). */
  readonly subjectHash: string;
  readonly title: string;
  /** What the approver sees, kept as it is now. */
  readonly summary: readonly SummaryLine[];
  /** What is at stake, pence, at least 0: what the limits of the approver's role are held against. */
  readonly amount: Pence;
  readonly organisationId: number | null;
  /** The page's path of the subject. */
  readonly link: string;
  /** Everyone who edited the subject, by staff id. The one who asks need not be among them. */
  readonly editors: readonly number[];
}

/**
 * Asks for a second person's approval, in the caller's command and in the name of its actor.
 *
 * Refuses APPROVAL_ALREADY_ASKED while one is pending for the same subject. Who asked for or edited the subject since
 * it was last approved counts as an editor too, so that sending it round again washes nobody clean.
 */
export async function requestApproval(scope: CommandScope, request: ApprovalRequest): Promise<{ approvalId: number }> {
  const actor = staffOf(scope);
  const approvalId = await insertApproval(scope, request, actor.staffId);
  await insertEditors(scope, approvalId, request, actor.staffId);
  await recordAudit(scope, {
    kind: 'approval.requested',
    subject: `approval:${approvalId}`,
    organisationId: request.organisationId,
    facts: { approvalId, title: request.title, amount: request.amount, subjectHash: request.subjectHash },
  });
  return { approvalId };
}

async function insertApproval(scope: CommandScope, request: ApprovalRequest, requestedBy: number): Promise<number> {
  const at = scope.now.toISOString();
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into approval (subject_kind, subject_id, subject_hash, title, summary, amount, organisation_id, link,
         requested_by, requested_at, state_since) values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?) returning id`,
      [
        request.subjectKind,
        request.subjectId,
        request.subjectHash,
        request.title,
        JSON.stringify(request.summary.map((line) => SummaryLine.parse(line))),
        request.amount,
        request.organisationId,
        request.link,
        requestedBy,
        at,
        at,
      ],
    );
    return id;
  } catch (error) {
    if (violatesUnique(error, 'approval_one_pending')) {
      throw new DomainError('APPROVAL_ALREADY_ASKED', { title: request.title }, { cause: error });
    }
    throw error;
  }
}

async function insertEditors(
  scope: CommandScope,
  approvalId: number,
  request: ApprovalRequest,
  requestedBy: number,
): Promise<void> {
  await write(
    scope.tx,
    `with subject as (select ?::bigint as approval_id, ?::text as kind, ?::text as id),
     earlier as (
       select approval.id, approval.requested_by from approval, subject
       where subject_kind = subject.kind and subject_id = subject.id and approval.id < subject.approval_id
         and approval.id > coalesce((select max(done.id) from approval done
           where done.subject_kind = subject.kind and done.subject_id = subject.id and done.state = 'approved'), 0)),
     people as (
       select value::integer as staff_id from jsonb_array_elements_text(?::jsonb)
       union select requested_by from earlier
       union select staff_id from approval_editor join earlier on earlier.id = approval_id)
     insert into approval_editor (approval_id, staff_id, recorded_at)
     select subject.approval_id, staff_id, ? from people, subject where staff_id <> ?`,
    [
      approvalId,
      request.subjectKind,
      request.subjectId,
      JSON.stringify(request.editors),
      scope.now.toISOString(),
      requestedBy,
    ],
  );
}
