import type { ApprovalApplier } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { changeWords, factsOf, type FactName } from './organisation-facts.ts';
import { endChange, lockWaitingChange, summariseChange } from './waiting-change.ts';

/** What an approval of a change of an organisation does: it makes it so. */
export const organisationChangeApplier: ApprovalApplier = {
  kind: 'organisation-change',
  currentHash: async (tx, subjectId) => {
    const locked = await lockWaitingChange(tx, Number(subjectId));
    return locked === undefined ? '' : summariseChange(locked.organisation, locked.change).hash;
  },
  apply: async (scope, subjectId, approvalId) => {
    const locked = await lockWaitingChange(scope.tx, Number(subjectId));
    if (locked === undefined) throw new Error(`A change that has ended was approved: ${subjectId}`);
    const { organisation, change } = locked;
    const was = factsOf(organisation);
    const becomes = { ...was, ...change.becomes };
    const changes = changeWords(was, becomes, Object.keys(change.becomes) as FactName[]);
    // The change ends first: the database lets an organisation change only as one that is applied says.
    await endChange(scope, change.id, approvalId);
    Object.assign(organisation, change.becomes);
    await scope.tx.flush();
    await recordAudit(scope, {
      kind: 'organisation.change-approved',
      subject: `organisation:${organisation.reference}`,
      organisationId: organisation.id,
      facts: { changes, reason: change.reason },
    });
  },
  returned: (scope, subjectId) => endChange(scope, Number(subjectId), null),
};
