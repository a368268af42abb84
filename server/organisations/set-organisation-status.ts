import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { Done } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockOrganisation } from './find-organisation.ts';
import { requireMove } from './organisation-status.ts';
import { refuseWhileWaiting } from './waiting-change.ts';

export interface SetOrganisationStatus {
  readonly commandId: string;
  readonly reference: OrganisationReference;
  readonly status: 'active' | 'on-hold';
  /** Shown to staff as the reason why not; needed for anything but active. */
  readonly reason: string | null;
}

/**
 * Puts an active organisation on hold, or lets it go again; closing is asked for (`askToCloseOrganisation`). Refuses
 * ORGANISATION_STATUS_FORBIDS from any other status, and ORGANISATION_CHANGE_WAITING while closing it waits.
 */
export async function setOrganisationStatus(scope: CommandScope, input: SetOrganisationStatus): Promise<Done> {
  const organisation = await lockOrganisation(scope.tx, input.reference);
  const from = organisation.status;
  requireMove(organisation, input.status, 'at-once');
  await refuseWhileWaiting(scope.tx, organisation, ['status']);
  organisation.status = input.status;
  organisation.statusReason = input.status === 'active' ? null : input.reason;
  await scope.tx.flush();
  await recordAudit(scope, {
    kind: 'organisation.status-changed',
    subject: `organisation:${input.reference}`,
    organisationId: organisation.id,
    facts: { from, status: input.status, reason: input.reason },
  });
  return {};
}
