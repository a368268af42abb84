import type { ApproveInput, DecidedApproval } from '../../shared/contracts/approvals.ts';
import { recordAudit } from '../audit/index.ts';
import { SYSTEM } from '../platform/actor.ts';
import { DomainError } from '../platform/domain-error.ts';
import { runCommand, runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import { applierOf, type ApprovalApplier } from './approval-applier.ts';
import { asRefusal } from './decision-faults.ts';
import { voidPending } from './end-approval.ts';
import type { PendingApproval } from './pending-approval.ts';
import { refusalFor } from './refuse-obstacle.ts';
import { staffOf } from './staff-of.ts';
import { STANDING, standingParams, type Decider } from './standing.ts';
import { standingApproval, type StandingApproval } from './standing-approval.ts';

/** Class of the advisory locks that make approvals for one organisation take turns, so that a day's limit is counted whole. */
const ORGANISATION_LOCK_CLASS = 736_002;

const CHANGED = 'It changed after it was sent for approval';

/**
 * Approves exactly what was seen, and does it, in one transaction.
 *
 * The refusals are the obstacles of `standing.ts`, each with its own code; and APPROVAL_SUBJECT_CHANGED when the hash
 * sent is not that of the approval, or when the subject is no longer what was sent for approval: the approval is then
 * voided, in a transaction of its own since the refused one leaves nothing behind.
 */
export async function approve(
  ctx: CommandContext,
  appliers: readonly ApprovalApplier[],
  input: ApproveInput,
): Promise<DecidedApproval> {
  try {
    return await runCommand(ctx, 'approvals.approve', input, (scope) => approveInScope(scope, appliers, input));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'APPROVAL_SUBJECT_CHANGED') {
      await runSystemChange({ ...ctx, actor: SYSTEM }, input, (scope) =>
        voidIfChanged(scope, appliers, input.approvalId),
      );
    }
    throw error;
  }
}

export function deciderOf(scope: CommandScope): Decider {
  const { staffId, sessionId } = staffOf(scope);
  return { staffId, sessionId, now: scope.now };
}

async function approveInScope(
  scope: CommandScope,
  appliers: readonly ApprovalApplier[],
  input: ApproveInput,
): Promise<DecidedApproval> {
  const { tx } = scope;
  const approval = await standingApproval(tx, deciderOf(scope), input.approvalId);
  if (approval.obstacle !== null) throw refusalFor(approval.obstacle, approval);
  const applier = applierOf(appliers, approval.subject_kind);
  const current = await applier.currentHash(tx, approval.subject_id);
  if (current !== approval.subject_hash || input.subjectHash !== approval.subject_hash) {
    throw new DomainError('APPROVAL_SUBJECT_CHANGED', { title: approval.title });
  }
  await writeApproval(scope, approval);
  await recordAudit(scope, {
    kind: 'approval.approved',
    subject: `approval:${approval.id}`,
    organisationId: approval.organisation_id,
    facts: {
      approvalId: approval.id,
      title: approval.title,
      amount: approval.amount,
      subjectHash: approval.subject_hash,
    },
  });
  await applier.apply(scope, approval.subject_id, approval.id);
  return { approvalId: approval.id, state: 'approved' };
}

/** The decision: one statement that looks at everything again, under the locks taken by now. */
async function writeApproval(scope: CommandScope, approval: StandingApproval): Promise<void> {
  const { tx } = scope;
  if (approval.organisation_id !== null) {
    await selectRows(tx, 'select pg_advisory_xact_lock(?, ?)', [ORGANISATION_LOCK_CLASS, approval.organisation_id]);
  }
  const decider = deciderOf(scope);
  const written = await asRefusal(() =>
    selectRows(
      tx,
      `${STANDING}
       insert into approval_decision (approval_id, requested_by, subject_hash, outcome, decided_by, session_id,
         decided_at, decided_on)
       select id, requested_by, subject_hash, 'approved', staff_id, session_id, now, today from standing
       where id = ? and state = 'pending' and requested_by <> staff_id and subject_hash = ? and obstacle is null
       returning approval_id`,
      [...standingParams(decider), approval.id, approval.subject_hash],
    ),
  );
  if (written.length === 1) return;
  const now = await standingApproval(tx, decider, approval.id);
  throw refusalFor(now.obstacle ?? 'decided', now);
}

type WhatIsAsked = Pick<StandingApproval, 'subject_kind' | 'subject_id' | 'subject_hash'>;

/** Found out by the system, whoever pressed: it is nobody's decision. */
async function voidIfChanged(
  scope: CommandScope,
  appliers: readonly ApprovalApplier[],
  approvalId: number,
): Promise<void> {
  const [approval] = await selectRows<PendingApproval & WhatIsAsked>(
    scope.tx,
    `select id, title, organisation_id, subject_kind, subject_id, subject_hash from approval
     where id = ? and state = 'pending'`,
    [approvalId],
  );
  if (approval === undefined) return;
  const applier = applierOf(appliers, approval.subject_kind);
  if ((await applier.currentHash(scope.tx, approval.subject_id)) === approval.subject_hash) return;
  await voidPending(scope, approval, CHANGED);
  await applier.returned?.(scope, approval.subject_id, CHANGED);
}
