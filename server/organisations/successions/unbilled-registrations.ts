import type { EntityManager } from '@mikro-orm/postgresql';
import { MOST_SPLIT_OFF, type ListUnbilled, type UnbilledRow } from '../../../shared/contracts/organisations.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { selectRows } from '../../platform/rows.ts';

/** SQL that is true of a registration that stands on no bill, drafted or issued, and is not withdrawn. */
export const IS_UNBILLED = `registration.withdrawn_at is null and (select true from invoice_line billed
  where billed.live and billed.lpa_reference = registration.lpa_reference limit 1) is null`;

/** What of an organisation could be split off: its unbilled registrations from a day on, oldest first. */
export async function listUnbilled(
  em: EntityManager,
  { reference, from }: ListUnbilled,
): Promise<{ rows: UnbilledRow[]; more: boolean }> {
  const rows = await selectRows<UnbilledRow>(
    em,
    `select lpa_reference as "lpaReference", registered_on as "registeredOn", own_reference as "ownReference"
     from registration join organisation on organisation.id = organisation_id
     where organisation.reference = ? and registered_on >= ? and ${IS_UNBILLED}
     order by registered_on, registration.id limit ?`,
    [reference, from, MOST_SPLIT_OFF + 1],
  );
  return { rows: rows.slice(0, MOST_SPLIT_OFF), more: rows.length > MOST_SPLIT_OFF };
}

/** The unbilled registrations of an organisation; of those `among`, where that is given. In the order of their references. */
export async function unbilledOf(
  em: EntityManager,
  organisationId: number,
  among: readonly LpaReference[] | null,
): Promise<LpaReference[]> {
  const rows = await selectRows<{ lpa_reference: LpaReference }>(
    em,
    `select lpa_reference from registration where organisation_id = ? and ${IS_UNBILLED}
       and (? or lpa_reference in (select value from jsonb_array_elements_text(?::jsonb) as given (value)))
     order by lpa_reference`,
    [organisationId, among === null, JSON.stringify(among ?? [])],
  );
  return rows.map(({ lpa_reference: lpaReference }) => lpaReference);
}
