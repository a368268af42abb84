import type { SetAlert } from '../../../shared/contracts/usage-alerts.ts';
import { recordAudit } from '../../audit/index.ts';
import { findOrganisation } from '../../organisations/index.ts';
import { selectOne } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';

/** Sets an alert, or gives the one there is another threshold. ORGANISATION_NOT_FOUND when there is no such organisation. */
export async function setAlert(
  scope: CommandScope,
  { organisation, measure, threshold }: SetAlert,
): Promise<{ alertId: number }> {
  const { tx, actor, now } = scope;
  if (actor.kind === 'system') throw new Error('Alerts are set by people');
  const organisationId = organisation === null ? null : (await findOrganisation(tx, organisation)).id;
  const { id } = await selectOne<{ id: number }>(
    tx,
    `insert into usage_alert (organisation_id, measure, threshold, set_by, set_at) values (?, ?, ?, ?, ?)
     on conflict (coalesce(organisation_id, 0), measure) where removed_at is null
     do update set threshold = excluded.threshold, set_by = excluded.set_by, set_at = excluded.set_at returning id`,
    [organisationId, measure, threshold, actor.staffId, now.toISOString()],
  );
  await recordAudit(scope, {
    kind: 'usage.alert-set',
    subject: `usage-alert:${id}`,
    organisationId,
    facts: { measure, threshold },
  });
  return { alertId: id };
}
