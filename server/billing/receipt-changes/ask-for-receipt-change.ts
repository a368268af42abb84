import type { AskedReceiptChange, AskForReceiptChange } from '../../../shared/contracts/allocation.ts';
import { requestApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne } from '../../platform/rows.ts';
import { planReceiptChange } from './plan-receipt-change.ts';
import { planAmount, planHash, planSummary, planTitle, type ReceiptChangePlan } from './receipt-change-plan.ts';

/**
 * Asks a second person to set a payment against other lines, or to move it to another organisation. Nothing changes
 * until it is approved. Refuses as `planReceiptChange` does, and RECEIPT_CHANGE_WAITING while another waits.
 */
export async function askForReceiptChange(
  scope: CommandScope,
  { request }: AskForReceiptChange,
): Promise<AskedReceiptChange> {
  const plan = await planReceiptChange(scope.tx, request);
  const title = planTitle(plan);
  const amount = planAmount(plan);
  const changeId = await insertChange(scope, plan);
  await recordAudit(scope, {
    kind: 'receipt-change.asked-for',
    subject: `receipt:${plan.receipt.id}`,
    organisationId: plan.from.id,
    facts: { changeId, title, amount },
  });
  const { approvalId } = await requestApproval(scope, {
    subjectKind: request.kind,
    subjectId: String(changeId),
    subjectHash: planHash(plan),
    summary: planSummary(plan),
    ...{ title, amount, organisationId: plan.from.id },
    link: `/organisations/${plan.from.reference}?tab=money`,
    editors: [],
  });
  return { changeId, approvalId };
}

async function insertChange({ tx, actor, now }: CommandScope, plan: ReceiptChangePlan): Promise<number> {
  if (actor.kind !== 'staff') throw new Error('Changes of payments are asked for by people');
  const at = now.toISOString();
  const { request } = plan;
  try {
    const { id } = await selectOne<{ id: number }>(
      tx,
      `insert into receipt_change (kind, receipt_id, organisation_id, to_organisation_id, request, reason, amount, state,
         state_since, asked_by, asked_at) values (?, ?, ?, ?, ?::jsonb, ?, ?, 'waiting', ?, ?, ?) returning id`,
      [
        ...[request.kind, plan.receipt.id, plan.from.id, plan.to?.id ?? null, JSON.stringify(request)],
        ...[request.reason, planAmount(plan), at, actor.staffId, at],
      ],
    );
    return id;
  } catch (error) {
    if (!violatesUnique(error, 'receipt_change_one_waiting')) throw error;
    throw new DomainError('RECEIPT_CHANGE_WAITING', {}, { cause: error });
  }
}
