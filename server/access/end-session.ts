import { recordAudit } from '../audit/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';

/** Ends the actor's own session at once. Ending it twice is as good as once. */
export async function endSession(ctx: CommandContext & { readonly actor: StaffActor }): Promise<void> {
  await runSystemChange(ctx, { sessionId: ctx.actor.sessionId, staffId: ctx.actor.staffId }, writeEnd);
}

async function writeEnd(
  scope: CommandScope,
  input: { readonly sessionId: number; readonly staffId: number },
): Promise<void> {
  const ended = await selectRows<{ id: number }>(
    scope.tx,
    `update staff_session set ended_at = ?, end_reason = 'signed-out' where id = ? and ended_at is null returning id`,
    [scope.now.toISOString(), input.sessionId],
  );
  if (ended.length === 0) return;
  const subject = `staff:${input.staffId}`;
  await recordAudit(scope, { kind: 'session.ended', subject, organisationId: null, facts: { reason: 'signed out' } });
}
