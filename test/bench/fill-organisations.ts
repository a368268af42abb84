import type { Client } from 'pg';
import { organisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';

/** Adds quarterly organisations called `<name> 1` and so on, by SQL; their references, from `first` up. */
export async function fillOrganisations(
  client: Client,
  { name, first, count }: { readonly name: string; readonly first: number; readonly count: number },
): Promise<OrganisationReference[]> {
  const references = Array.from({ length: count }, (_, n) => organisationReference(first + n));
  await client.query(
    `insert into organisation (reference, name, kind, address_lines, town, postcode, contact_name, contact_email,
       contact_phone, created_at, billing_cycle)
     select reference, $2 || ' ' || n, 'solicitor', array['1 Market Street'], 'Testford', 'ZZ1 1ZZ', 'A Contact',
       'accounts@example.com', '01632 960001', now(), 'quarterly'
     from unnest($1::text[]) with ordinality as given (reference, n)`,
    [references, name],
  );
  return references;
}

/** A delivery by the feed, for registrations to have come by; its id. */
export async function fillDelivery(client: Client, name: string): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into usage_delivery (channel, name, sha256, byte_count, received_by, received_at)
     values ('feed', $1, sha256(convert_to($1, 'UTF8')), 1, 'Bench', now()) returning id`,
    [name],
  );
  const [delivery] = rows;
  if (delivery === undefined) throw new Error('The delivery has no id');
  return delivery.id;
}
