import type { ContactRow, Done, EditContact } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import { write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockContact } from './lock-contact.ts';

const LABELS = { name: 'Name', role: 'Role', email: 'E-mail', phone: 'Telephone' } as const;
type Fact = keyof typeof LABELS;
const FACTS = Object.keys(LABELS) as Fact[];

/** Changes what is known of a contact. Refuses ORGANISATION_CONTACT_NOT_FOUND. */
export async function editContact(scope: CommandScope, input: EditContact): Promise<Done> {
  const { reference, contactId, name, role, email, phone } = input;
  const { organisation, contact } = await lockContact(scope.tx, reference, contactId);
  const changes = FACTS.filter((fact) => contact[fact] !== input[fact]).map((fact) => ({
    label: LABELS[fact],
    from: wordOf(contact, fact),
    to: wordOf(input, fact),
  }));
  if (changes.length === 0) return {};
  await write(scope.tx, 'update organisation_contact set name = ?, role = ?, email = ?, phone = ? where id = ?', [
    ...[name, role, email, phone, contactId],
  ]);
  await recordAudit(scope, {
    kind: 'organisation.contact-edited',
    subject: `organisation:${reference}`,
    organisationId: organisation.id,
    facts: { name: contact.name, changes },
  });
  return {};
}

function wordOf(of: Pick<ContactRow, Fact>, fact: Fact): string {
  return of[fact] === '' ? 'none' : of[fact];
}
