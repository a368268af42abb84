import type { ApprovalApplier } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readContent } from './bill-run-content.ts';
import { lockBillRun, moveBillRun } from './lock-bill-run.ts';

/** What approving a bill run does: it may be issued, as long as nothing in it changes. */
export const billRunApplier: ApprovalApplier = {
  kind: 'bill-run',
  currentHash: async (tx, subjectId) => {
    const run = await lockBillRun(tx, Number(subjectId));
    return (await readContent(tx, run.id)).hash;
  },
  apply: async (scope, subjectId) => {
    const { actor, tx } = scope;
    if (actor.kind !== 'staff') throw new Error('Only a member of staff approves');
    const run = await lockBillRun(tx, Number(subjectId));
    if (run.state !== 'review') throw new DomainError('BILL_RUN_NOT_OPEN', { billRun: run.id, state: run.state });
    const { hash, bills, total } = await readContent(tx, run.id);
    await moveBillRun(scope, run, 'approved', { approved_by: actor.staffId, approved_hash: Buffer.from(hash, 'hex') });
    await recordAudit(scope, {
      kind: 'bill-run.approved',
      subject: `bill-run:${run.id}`,
      organisationId: null,
      facts: { billRunId: run.id, bills, amount: total },
    });
  },
};
