import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { OrganisationStatus } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { findOrganisation } from './find-organisation.ts';

export interface SetOrganisationStatus {
  readonly commandId: string;
  readonly reference: OrganisationReference;
  readonly status: OrganisationStatus;
  /** Shown to staff as the reason why not; needed for anything but active. */
  readonly reason: string | null;
}

/** Puts an organisation on hold, closes it, or makes it active again. */
export async function setOrganisationStatus(scope: CommandScope, input: SetOrganisationStatus): Promise<object> {
  const organisation = await findOrganisation(scope.tx, input.reference);
  organisation.status = input.status;
  organisation.statusReason = input.reason;
  await scope.tx.flush();
  await recordAudit(scope, {
    kind: 'organisation.status-changed',
    subject: `organisation:${input.reference}`,
    organisationId: organisation.id,
    facts: { status: input.status, reason: input.reason },
  });
  return {};
}
