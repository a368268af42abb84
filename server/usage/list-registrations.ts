import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { LpaKind } from '../../shared/contracts/billing.ts';
import type {
  ListRegistrations,
  RegistrationChannel,
  RegistrationFeeKind,
  RegistrationRow,
} from '../../shared/contracts/usage.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { LocalDateSchema } from '../../shared/local-date.ts';
import { lpaReferenceBeginning, type LpaReference } from '../../shared/lpa-reference.ts';
import { cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstantOrNull, selectRows, type SqlValue } from '../platform/rows.ts';
import { likeLiteral, withoutControls } from '../platform/typed-text.ts';

/** A registration as lists and the record read it. */
export interface RegistrationSqlRow {
  readonly id: number;
  readonly lpa_reference: LpaReference;
  readonly organisation_reference: OrganisationReference;
  readonly organisation_name: string;
  readonly lpa_kind: LpaKind;
  readonly received_on: LocalDate;
  readonly registered_on: LocalDate;
  readonly fee_kind: RegistrationFeeKind;
  readonly channel: RegistrationChannel;
  readonly own_reference: string | null;
  readonly withdrawn_at: string | null;
  readonly version: number;
}

export const REGISTRATION_COLUMNS = `registration.id, registration.lpa_reference,
  organisation.reference as organisation_reference, organisation.name as organisation_name, registration.lpa_kind,
  registration.received_on, registration.registered_on, registration.fee_kind, registration.channel,
  registration.own_reference, registration.withdrawn_at, registration.version`;

const Cursor = z.tuple([LocalDateSchema, z.int().min(0)]);

/** Registrations, the latest registered first, a keyset page at a time. */
export async function listRegistrations(
  em: EntityManager,
  input: ListRegistrations,
): Promise<{ rows: RegistrationRow[]; nextCursor: string | null }> {
  const { conditions, params } = conditionsOf(input);
  if (input.cursor !== null) {
    conditions.push('(registration.registered_on, registration.id) < (?::date, ?::bigint)');
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const rows = await selectRows<RegistrationSqlRow>(
    em,
    `select ${REGISTRATION_COLUMNS}
     from registration join organisation on organisation.id = registration.organisation_id
     ${where} order by registration.registered_on desc, registration.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRegistrationRow, (row) => [row.registered_on, row.id]);
}

function conditionsOf(input: ListRegistrations): { conditions: string[]; params: SqlValue[] } {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const where = (condition: string, ...values: SqlValue[]): void => {
    conditions.push(condition);
    params.push(...values);
  };
  if (input.organisation !== null) {
    where('registration.organisation_id = (select id from organisation where reference = ?)', input.organisation);
  }
  const text = withoutControls(input.text);
  if (text !== '') {
    where(
      '(registration.lpa_reference like ? or lower(registration.own_reference) like ?)',
      `${likeLiteral(lpaReferenceBeginning(text))}%`,
      `${likeLiteral(text.toLowerCase())}%`,
    );
  }
  if (input.registeredFrom !== null) where('registration.registered_on >= ?::date', input.registeredFrom);
  if (input.registeredBefore !== null) where('registration.registered_on < ?::date', input.registeredBefore);
  if (input.feeKind !== null) where('registration.fee_kind = ?', input.feeKind);
  if (input.channel !== null) where('registration.channel = ?', input.channel);
  if (input.cameBy !== null) {
    where('(select channel from usage_delivery where id = registration.delivery_id) = ?', input.cameBy);
  }
  if (input.withdrawn !== null) where(`registration.withdrawn_at is ${input.withdrawn ? 'not null' : 'null'}`);
  return { conditions, params };
}

export function toRegistrationRow(row: RegistrationSqlRow): RegistrationRow {
  return {
    id: row.id,
    lpaReference: row.lpa_reference,
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    lpaKind: row.lpa_kind,
    receivedOn: row.received_on,
    registeredOn: row.registered_on,
    feeKind: row.fee_kind,
    channel: row.channel,
    ownReference: row.own_reference,
    withdrawnAt: readInstantOrNull(row.withdrawn_at),
    changes: row.version - 1,
  };
}
