import type { AcknowledgeAlert, AlertMeasure } from '../../../shared/contracts/usage-alerts.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';

interface Acknowledged {
  readonly alert_id: number;
  readonly organisation_id: number | null;
  readonly measure: AlertMeasure;
  readonly day: LocalDate;
  readonly value: number;
}

/** Says who has seen an alert that was raised. ALERT_NOT_FOUND when there is none, or somebody has acknowledged it. */
export async function acknowledgeAlert(
  scope: CommandScope,
  { raisedId }: AcknowledgeAlert,
): Promise<{ alertId: number }> {
  const { tx, actor, now } = scope;
  if (actor.kind === 'system') throw new Error('Alerts are acknowledged by people');
  const [seen] = await selectRows<Acknowledged>(
    tx,
    `update usage_alert_raised raised set acknowledged_by = ?, acknowledged_at = ? from usage_alert alert
     where raised.id = ? and acknowledged_at is null and alert.id = usage_alert_id
     returning alert.id as alert_id, organisation_id, measure, day, value`,
    [actor.staffId, now.toISOString(), raisedId],
  );
  if (seen === undefined) throw new DomainError('ALERT_NOT_FOUND');
  const { alert_id: alertId, organisation_id: organisationId, measure, day, value } = seen;
  await recordAudit(scope, {
    kind: 'usage.alert-acknowledged',
    subject: `usage-alert:${alertId}`,
    organisationId,
    facts: { measure, day, value },
  });
  return { alertId };
}
