import type { Done, RemoveContact } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import { write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockContact } from './lock-contact.ts';

/** Takes a person off an organisation's contacts. Refuses ORGANISATION_CONTACT_NOT_FOUND. */
export async function removeContact(scope: CommandScope, { reference, contactId }: RemoveContact): Promise<Done> {
  const { organisation, contact } = await lockContact(scope.tx, reference, contactId);
  await write(scope.tx, 'update organisation_contact set removed_at = ? where id = ?', [
    scope.now.toISOString(),
    contactId,
  ]);
  await recordAudit(scope, {
    kind: 'organisation.contact-removed',
    subject: `organisation:${reference}`,
    organisationId: organisation.id,
    facts: { name: contact.name, role: contact.role },
  });
  return {};
}
