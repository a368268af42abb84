import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { ContactRow } from '../../shared/contracts/organisations.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { findOrganisation } from './find-organisation.ts';
import type { Organisation } from './organisation.entity.ts';

/** A contact of that organisation, locked until the transaction ends; ORGANISATION_CONTACT_NOT_FOUND when it has none such. */
export async function lockContact(
  tx: Tx,
  reference: OrganisationReference,
  contactId: number,
): Promise<{ readonly organisation: Organisation; readonly contact: ContactRow }> {
  const organisation = await findOrganisation(tx, reference);
  const [contact] = await selectRows<ContactRow>(
    tx,
    `select id as "contactId", name, role, email, phone from organisation_contact
     where id = ? and organisation_id = ? and removed_at is null for update`,
    [contactId, organisation.id],
  );
  if (contact === undefined) throw new DomainError('ORGANISATION_CONTACT_NOT_FOUND');
  return { organisation, contact };
}
