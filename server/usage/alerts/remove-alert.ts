import type { AlertMeasure, RemoveAlert } from '../../../shared/contracts/usage-alerts.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';

interface Removed {
  readonly organisation_id: number | null;
  readonly measure: AlertMeasure;
  readonly threshold: number;
}

/** Takes an alert away; what it raised stays. ALERT_NOT_FOUND when it is gone already. */
export async function removeAlert(scope: CommandScope, { alertId }: RemoveAlert): Promise<{ alertId: number }> {
  const [removed] = await selectRows<Removed>(
    scope.tx,
    `update usage_alert set removed_at = ? where id = ? and removed_at is null
     returning organisation_id, measure, threshold`,
    [scope.now.toISOString(), alertId],
  );
  if (removed === undefined) throw new DomainError('ALERT_NOT_FOUND');
  const { organisation_id: organisationId, measure, threshold } = removed;
  await recordAudit(scope, {
    kind: 'usage.alert-removed',
    subject: `usage-alert:${alertId}`,
    organisationId,
    facts: { measure, threshold },
  });
  return { alertId };
}
