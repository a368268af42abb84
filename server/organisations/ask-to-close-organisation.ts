import type { AskToCloseOrganisation } from '../../shared/contracts/organisations.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { askForChange } from './ask-for-change.ts';
import { lockOrganisation } from './find-organisation.ts';
import { factsOf } from './organisation-facts.ts';
import { requireMove } from './organisation-status.ts';

/**
 * Asks a second person to close an organisation, or to open a closed one again. It stays as it is until then. Refuses
 * ORGANISATION_STATUS_FORBIDS from a status without that way out, and ORGANISATION_CHANGE_WAITING.
 */
export async function askToCloseOrganisation(
  scope: CommandScope,
  input: AskToCloseOrganisation,
): Promise<{ approvalId: number }> {
  const organisation = await lockOrganisation(scope.tx, input.reference);
  requireMove(organisation, input.status, 'by-approval');
  const statusReason = input.status === 'active' ? null : input.reason;
  return askForChange(scope, organisation, {
    becomes: { ...factsOf(organisation), status: input.status, statusReason },
    names: ['status', 'statusReason'],
    reason: input.reason,
  });
}
