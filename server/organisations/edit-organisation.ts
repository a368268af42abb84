import type { EditedOrganisation, EditOrganisation } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { askForChange } from './ask-for-change.ts';
import { lockOrganisation } from './find-organisation.ts';
import { changeWords, factsEntered, factsOf, partChanges, pickFacts } from './organisation-facts.ts';
import { refuseWhileWaiting } from './waiting-change.ts';

/**
 * Changes what is entered of an organisation: most of it at once, what moves its bills by a second person's approval.
 *
 * Refuses ORGANISATION_CHANGED when somebody else has edited it since `version`, and ORGANISATION_CHANGE_WAITING when
 * a change of the same things, or another that needs approval, waits already.
 */
export async function editOrganisation(scope: CommandScope, input: EditOrganisation): Promise<EditedOrganisation> {
  const { commandId: _id, reference, version, ...entered } = input;
  const organisation = await lockOrganisation(scope.tx, reference);
  if (organisation.version !== version) throw new DomainError('ORGANISATION_CHANGED', { reference });
  const was = factsOf(organisation);
  const becomes = factsEntered(was, entered);
  const { atOnce, byApproval } = partChanges(was, becomes);
  await refuseWhileWaiting(scope.tx, organisation, atOnce);
  const applied = changeWords(was, becomes, atOnce);
  if (atOnce.length > 0) {
    Object.assign(organisation, pickFacts(becomes, atOnce));
    await scope.tx.flush();
    await recordAudit(scope, {
      kind: 'organisation.edited',
      subject: `organisation:${reference}`,
      organisationId: organisation.id,
      facts: { changes: applied },
    });
  }
  if (byApproval.length === 0) return { applied, waiting: [], approvalId: null };
  const { approvalId } = await askForChange(scope, organisation, { becomes, names: byApproval, reason: null });
  return { applied, waiting: changeWords(was, becomes, byApproval), approvalId };
}
