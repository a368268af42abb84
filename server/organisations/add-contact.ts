import type { AddContact } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import { selectOne } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { findOrganisation } from './find-organisation.ts';

/** Notes another person of an organisation. Bills go to the billing contact alone. */
export async function addContact(scope: CommandScope, input: AddContact): Promise<{ contactId: number }> {
  const { reference, name, role, email, phone } = input;
  const organisation = await findOrganisation(scope.tx, reference);
  const { id } = await selectOne<{ id: number }>(
    scope.tx,
    `insert into organisation_contact (organisation_id, name, role, email, phone, added_at)
     values (?, ?, ?, ?, ?, ?) returning id`,
    [organisation.id, name, role, email, phone, scope.now.toISOString()],
  );
  await recordAudit(scope, {
    kind: 'organisation.contact-added',
    subject: `organisation:${reference}`,
    organisationId: organisation.id,
    facts: { name, role },
  });
  return { contactId: id };
}
