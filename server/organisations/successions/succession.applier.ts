import type { ApprovalApplier } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { lockSuccession, moveSuccession, successionFacts, summariseSuccession } from './succession.ts';

/** What an approval of a merger or split does: it is agreed, and carried out when its day has come. */
export const successionApplier: ApprovalApplier = {
  kind: 'organisation-succession',
  currentHash: async (tx, subjectId) => {
    const succession = await lockSuccession(tx, Number(subjectId));
    return succession.state === 'waiting' ? summariseSuccession(succession).hash : '';
  },
  apply: async (scope, subjectId, approvalId) => {
    const succession = await lockSuccession(scope.tx, Number(subjectId));
    await moveSuccession(scope, succession.id, { from: 'waiting', to: 'agreed', approvalId });
    for (const { id, reference } of [succession.from, succession.to]) {
      await recordAudit(scope, {
        kind: 'organisation.succession-agreed',
        subject: `organisation:${reference}`,
        organisationId: id,
        facts: successionFacts(succession),
      });
    }
  },
  returned: (scope, subjectId) => moveSuccession(scope, Number(subjectId), { from: 'waiting', to: 'dropped' }),
};
