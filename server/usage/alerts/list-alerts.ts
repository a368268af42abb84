import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { AlertMeasure, ListAlerts, UsageAlerts } from '../../../shared/contracts/usage-alerts.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { readInstant, selectRows } from '../../platform/rows.ts';

/** Set alerts that are shown; there are no more than somebody has typed in. */
const MOST_ALERTS = 200;
const MOST_RAISED = 50;

interface Of {
  readonly reference: OrganisationReference | null;
  readonly name: string | null;
  readonly measure: AlertMeasure;
  readonly threshold: number;
}

interface AlertRow extends Of {
  readonly id: number;
  readonly set_by: string;
  readonly set_at: string;
}

interface RaisedRow extends Of {
  readonly id: number;
  readonly day: LocalDate;
  readonly value: number;
  readonly raised_at: string;
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: string | null;
}

/** The alerts that are set, and those that were raised: what nobody has acknowledged first. */
export async function listAlerts(em: EntityManager, { organisation }: ListAlerts): Promise<UsageAlerts> {
  const only = '(?::text is null or reference = ?)';
  const alerts = await selectRows<AlertRow>(
    em,
    `select alert.id, reference, organisation.name, measure, threshold, staff.name as set_by, set_at
     from usage_alert alert join staff on staff.id = set_by left join organisation on organisation.id = organisation_id
     where removed_at is null and ${only} order by organisation.name nulls first, measure limit ${MOST_ALERTS}`,
    [organisation, organisation],
  );
  const raised = await selectRows<RaisedRow>(
    em,
    `select raised.id, reference, organisation.name, measure, raised.threshold, day, value, raised_at,
       staff.name as acknowledged_by, acknowledged_at
     from usage_alert_raised raised join usage_alert alert on alert.id = usage_alert_id
     left join organisation on organisation.id = organisation_id left join staff on staff.id = acknowledged_by
     where ${only} order by acknowledged_at is not null, raised.id desc limit ${MOST_RAISED}`,
    [organisation, organisation],
  );
  return {
    alerts: alerts.map((row) => ({
      alertId: row.id,
      organisation: nameOf(row),
      measure: row.measure,
      threshold: row.threshold,
      setBy: row.set_by,
      setAt: readInstant(row.set_at),
    })),
    raised: raised.map((row) => ({
      raisedId: row.id,
      organisation: nameOf(row),
      measure: row.measure,
      day: row.day,
      value: row.value,
      threshold: row.threshold,
      raisedAt: readInstant(row.raised_at),
      acknowledged:
        row.acknowledged_by === null || row.acknowledged_at === null
          ? null
          : { by: row.acknowledged_by, at: readInstant(row.acknowledged_at) },
    })),
  };
}

function nameOf({ reference, name }: Of) {
  return reference === null || name === null ? null : { reference, name };
}
