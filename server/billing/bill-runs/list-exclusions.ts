import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { Exclusions } from '../../../shared/contracts/bill-runs.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { readInstant, selectRows } from '../../platform/rows.ts';

interface Row {
  readonly registrationId: number;
  readonly lpaReference: LpaReference;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Lines that were left out of a run by hand, newest first. */
export async function listExclusions(em: EntityManager, billRunId: number): Promise<z.infer<typeof Exclusions>> {
  const rows = await selectRows<Row>(
    em,
    `select registration_id as "registrationId", registration.lpa_reference as "lpaReference", reference,
       organisation.name, reason, staff.name as by, excluded_at as at
     from bill_run_exclusion join registration on registration.id = registration_id
     join organisation on organisation.id = organisation_id join staff on staff.id = excluded_by
     where bill_run_id = ? order by excluded_at desc, registration_id`,
    [billRunId],
  );
  return {
    rows: rows.map(({ reference, name, at, ...row }) => ({
      ...row,
      organisation: { reference, name },
      at: readInstant(at),
    })),
  };
}
