import type { Client } from 'pg';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';
import { fillDelivery, fillOrganisations } from './fill-organisations.ts';

export interface UsageYear {
  readonly organisations: number;
  readonly registrations: number;
  /** Days up to and with today that they are spread over. */
  readonly days: number;
}

/** Above any number that the practice world hands out. */
const FIRST_ORGANISATION = 500_000;
const FIRST_LPA = 60_000_000_000;
const AT_ONCE = 100_000;

/**
 * Adds organisations and what they registered up to today, by SQL: working days have most of it, a few organisations
 * most of the rest. Answers the reference of the one with most.
 */
export async function fillUsageYear(client: Client, size: UsageYear): Promise<OrganisationReference> {
  const references = await fillOrganisations(client, {
    name: 'Year',
    first: FIRST_ORGANISATION,
    count: size.organisations,
  });
  const delivery = await fillDelivery(client, 'Year');
  // What refers to what is as it should be by how it is made; checking five million rows of it is not what is measured.
  await client.query(`set session_replication_role = replica`);
  await client.query(`set synchronous_commit = off`);
  for (let from = 0; from < size.registrations; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, size.registrations - from);
    const lpas = Array.from({ length: count }, (_, n) => modernisedReference(String(FIRST_LPA + from + n)));
    await client.query(ADD_REGISTRATIONS, [lpas, size.organisations, from, delivery, size.days]);
    await client.query(NOTE, [delivery, count]);
  }
  await client.query(`set session_replication_role = default`);
  const [largest] = references;
  if (largest === undefined) throw new Error('There are no organisations');
  return largest;
}

/** Of the latest rows, as whoever takes registrations in notes them: some hundred at a time. */
const NOTE = `
  insert into usage_new_rows (delivery_id, first_id, last_id)
  select $1, first, least(first + 999, last) from (select max(id) as last from registration) latest
  cross join generate_series(last - $2 + 1, last, 1000) first`;

const ADD_REGISTRATIONS = `
  with place as (
    select id, row_number() over (order by id) - 1 as place from organisation where name like 'Year %'),
  given as (
    select reference, ($3 + n)::bigint as n, (hashint8($3 + n)::bigint & 65535) / 65536.0 as one,
      (hashint8(($3 + n) * 7919)::bigint & 65535) / 65536.0 as other
    from unnest($1::text[]) with ordinality as given (reference, n)),
  spread as (
    select *, floor($2 * power(one, 2))::bigint as place, current_date - floor(other * $5)::int as day from given),
  worked as (
    select *, case extract(isodow from day) when 6 then day - 1 when 7 then day - 2 else day end as worked_on from spread)
  insert into registration (event_id, lpa_reference, organisation_id, lpa_kind, received_on, registered_on, fee_kind,
    channel, donor_key, own_reference, recorded_at, facts_as_of, delivery_id, delivery_row)
  select gen_random_uuid(), reference, place.id,
    case n % 2 when 0 then 'property-and-affairs' else 'health-and-welfare' end, worked_on - 60, worked_on,
    (array['full', 'full', 'full', 'full', 'full', 'full', 'half', 'repeat', 'quarter', 'exempt'])[1 + n % 10],
    case n % 7 when 0 then 'paper' else 'online' end, 'donor-' || lpad((n / 2)::text, 8, '0'), null, now(), now(), $4, n
  from worked join place using (place)`;
