import type { Done, TakeBackOrganisationChange } from '../../shared/contracts/organisations.ts';
import { withdrawApproval } from '../approvals/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockOrganisation } from './find-organisation.ts';
import { endChange, waitingChangeOf } from './waiting-change.ts';

/** Takes back the change that waits; the organisation stays as it is. APPROVAL_ALREADY_DECIDED when none waits. */
export async function takeBackOrganisationChange(
  scope: CommandScope,
  { reference }: TakeBackOrganisationChange,
): Promise<Done> {
  const organisation = await lockOrganisation(scope.tx, reference);
  const change = await waitingChangeOf(scope.tx, organisation.id);
  if (change === undefined) throw new DomainError('APPROVAL_ALREADY_DECIDED');
  await withdrawApproval(scope, 'organisation-change', String(change.id));
  await endChange(scope, change.id, null);
  return {};
}
