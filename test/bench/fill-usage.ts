import type { Client } from 'pg';
import { modernisedReference } from '../../shared/lpa-reference.ts';
import { fillDelivery, fillOrganisations } from './fill-organisations.ts';

export interface UsageSize {
  readonly organisations: number;
  readonly registrations: number;
}

/** Above any number that the practice world hands out. */
const FIRST_ORGANISATION = 400_000;
const FIRST_LPA = 50_000_000_000;
const AT_ONCE = 100_000;

/**
 * Adds organisations and what they registered between July and September 2026, by SQL. Sizes are uneven: the square
 * of an even spread, so that a few organisations have most of it.
 */
export async function fillUsage(client: Client, size: UsageSize): Promise<void> {
  await fillOrganisations(client, { name: 'Bench', first: FIRST_ORGANISATION, count: size.organisations });
  const delivery = await fillDelivery(client, 'Bench');
  for (let from = 0; from < size.registrations; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, size.registrations - from);
    const lpas = Array.from({ length: count }, (_, n) => modernisedReference(String(FIRST_LPA + from + n)));
    await client.query(ADD_REGISTRATIONS, [lpas, size.organisations, from, delivery]);
  }
  await client.query('analyze');
}

const ADD_REGISTRATIONS = `
  with place as (
    select id, row_number() over (order by id) - 1 as place from organisation where name like 'Bench %'),
  given as (
    select reference, ($3 + n)::bigint as n,
      floor($2 * power((hashint8($3 + n)::bigint & 65535) / 65536.0, 1.5))::bigint as place
    from unnest($1::text[]) with ordinality as given (reference, n))
  insert into registration (event_id, lpa_reference, organisation_id, lpa_kind, received_on, registered_on, fee_kind,
    channel, donor_key, own_reference, recorded_at, facts_as_of, delivery_id, delivery_row)
  select gen_random_uuid(), reference, place.id,
    case n % 2 when 0 then 'property-and-affairs' else 'health-and-welfare' end,
    date '2026-07-01' + (n % 60)::int - 90, date '2026-07-01' + (n % 92)::int,
    (array['full', 'full', 'full', 'full', 'full', 'full', 'half', 'repeat', 'quarter', 'exempt'])[1 + n % 10],
    'online', 'donor-' || lpad((n / 2)::text, 8, '0'), 'M' || n / 4, now(), now(), $4, n
  from given join place using (place)`;
