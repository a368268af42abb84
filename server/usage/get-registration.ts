import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryChannel, RegistrationChange, RegistrationRecord } from '../../shared/contracts/usage.ts';
import type { Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { readInstant, selectRows } from '../platform/rows.ts';
import { REGISTRATION_COLUMNS, toRegistrationRow, type RegistrationSqlRow } from './list-registrations.ts';

interface DeliveryColumns {
  readonly delivery_id: number;
  readonly delivery_row: number;
  readonly delivery_channel: DeliveryChannel;
  readonly delivery_name: string;
}

interface Row extends RegistrationSqlRow, DeliveryColumns {
  readonly event_id: string;
  readonly donor_key: string;
  readonly stated_fee: Pence | null;
  readonly facts_as_of: string;
  readonly recorded_at: string;
}

interface ChangeRow extends DeliveryColumns {
  readonly event_id: string;
  readonly kind: 'correction' | 'withdrawal';
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly changed: readonly { readonly fact: string; readonly before: string | null; readonly says: string | null }[];
}

const DELIVERY_COLUMNS = `delivery.id as delivery_id, delivery.channel as delivery_channel,
  delivery.name as delivery_name`;

/** One registration with where it came from and every change to it, in the order of the source. */
export async function getRegistration(em: EntityManager, id: number): Promise<RegistrationRecord> {
  const [row] = await selectRows<Row>(
    em,
    `select ${REGISTRATION_COLUMNS}, ${DELIVERY_COLUMNS}, registration.delivery_row, registration.event_id,
       registration.donor_key, registration.stated_fee, registration.facts_as_of, registration.recorded_at
     from registration join organisation on organisation.id = registration.organisation_id
     join usage_delivery delivery on delivery.id = registration.delivery_id where registration.id = ?`,
    [id],
  );
  if (row === undefined) throw new DomainError('REGISTRATION_NOT_FOUND');
  return {
    ...toRegistrationRow(row),
    eventId: row.event_id,
    donorKey: row.donor_key,
    statedFee: row.stated_fee,
    factsAsOf: readInstant(row.facts_as_of),
    recordedAt: readInstant(row.recorded_at),
    delivery: deliveryOf(row),
    history: row.version === 1 ? [] : await readHistory(em, id),
  };
}

/** Organisations are told by their reference, not by the id that is stored. */
async function readHistory(em: EntityManager, id: number): Promise<RegistrationChange[]> {
  const shown = (facts: string): string =>
    `case said.key when 'organisationId'
       then (select reference from organisation where organisation.id = (${facts} ->> said.key)::int)
       else ${facts} ->> said.key end`;
  const rows = await selectRows<ChangeRow>(
    em,
    `select change.event_id, change.kind, change.occurred_at, change.recorded_at, change.delivery_row,
       ${DELIVERY_COLUMNS},
       coalesce((select jsonb_agg(jsonb_build_object(
           'fact', case said.key when 'organisationId' then 'organisation' else said.key end,
           'before', ${shown('change.before')}, 'says', ${shown('change.says')}) order by said.key)
         from jsonb_each(change.says) said), '[]') as changed
     from registration_change change join usage_delivery delivery on delivery.id = change.delivery_id
     where change.registration_id = ? order by change.occurred_at, change.event_id`,
    [id],
  );
  return rows.map((row) => ({
    eventId: row.event_id,
    kind: row.kind,
    occurredAt: readInstant(row.occurred_at),
    recordedAt: readInstant(row.recorded_at),
    delivery: deliveryOf(row),
    changed: [...row.changed],
  }));
}

function deliveryOf(row: DeliveryColumns): RegistrationRecord['delivery'] {
  return {
    id: row.delivery_id,
    channel: row.delivery_channel,
    name: row.delivery_name,
    rowNumber: row.delivery_row,
  };
}
