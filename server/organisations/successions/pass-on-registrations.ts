import { recordAudit } from '../../audit/index.ts';
import { selectRows } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import type { MoveRegistrations } from './carry-out-successions.ts';
import { lockParties } from './succession.ts';
import { IS_UNBILLED, unbilledOf } from './unbilled-registrations.ts';

export const PASS_ON_QUEUE = 'organisations.pass-on-registrations';

/**
 * Every night: passes on what a merged organisation still has that is not billed. Its registrations moved when it
 * merged; what was on a draft bill then, or came back by a late correction, is free only later.
 */
export async function passOnRegistrations(ctx: CommandContext, moveRegistrations: MoveRegistrations): Promise<void> {
  const left = await selectRows<{ id: number }>(
    ctx.em.fork(),
    `select id from organisation where merged_into_id is not null and exists (
       select from registration where organisation_id = organisation.id and ${IS_UNBILLED}) order by id`,
  );
  for (const { id } of left) {
    await runSystemChange(ctx, { id }, (scope, input) => passOn(scope, input.id, moveRegistrations));
  }
}

async function passOn(scope: CommandScope, id: number, moveRegistrations: MoveRegistrations): Promise<void> {
  const [merged] = await lockParties(scope.tx, [id]);
  if (merged === undefined || merged.mergedIntoId === null) return;
  const [to] = await lockParties(scope.tx, [merged.mergedIntoId]);
  if (to === undefined || to.status === 'closed') return;
  const lpaReferences = await unbilledOf(scope.tx, id, null);
  if (lpaReferences.length === 0) return;
  await moveRegistrations(scope, { lpaReferences, to, name: `Passed on from ${merged.reference}` });
  await recordAudit(scope, {
    kind: 'organisation.registrations-passed-on',
    subject: `organisation:${merged.reference}`,
    organisationId: merged.id,
    facts: { to: to.reference, registrations: lpaReferences.length },
  });
}
