import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { MessageChannel } from '../../../shared/contracts/correspondence.ts';
import { selectOne } from '../../platform/rows.ts';

export interface Destination {
  readonly organisationId: number;
  readonly channel: MessageChannel;
  readonly recipient: string;
}

/** The billing contact's e-mail address, or by letter where none is known. */
export async function whereToSend(em: EntityManager, reference: OrganisationReference): Promise<Destination> {
  const { id, email, address } = await selectOne<{ id: number; email: string; address: string }>(
    em,
    `select id, contact_email as email,
       array_to_string(array_cat(array_cat(array[name], address_lines), array[town, postcode]), E'\\n') as address
     from organisation where reference = ?`,
    [reference],
  );
  const channel = email === '' ? 'letter' : 'email';
  return { organisationId: id, channel, recipient: channel === 'email' ? email : address };
}
