import { randomUUID } from 'node:crypto';
import { findActor, openSession } from '../../../server/access/index.ts';
import { approve, type ApprovalApplier } from '../../../server/approvals/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { CommandContext } from '../../../server/platform/run-command.ts';
import type { Role } from '../../../shared/permissions.ts';

/** A finance manager who signs in now approves what waits. */
export async function approveIt(system: CommandContext, applier: ApprovalApplier, approvalId: number): Promise<void> {
  const approver = { ...system, actor: await signIn(system, 'finance-manager') };
  const [approval]: { hash: string }[] = await system.em
    .fork()
    .execute('select subject_hash as hash from approval where id = ?', [approvalId]);
  await approve(approver, [applier], { commandId: randomUUID(), approvalId, subjectHash: approval?.hash ?? '' });
}

/** The first of the staff who hold the role, signed in at this moment. */
export async function signIn(ctx: CommandContext, role: Role): Promise<StaffActor> {
  const [person]: { subject: string }[] = await ctx.em
    .fork()
    .execute('select subject from staff join staff_role on staff_id = id where role = ? order by id limit 1', [role]);
  const { token } = await openSession(ctx, person?.subject ?? '');
  const actor = await findActor(ctx.em.fork(), token, ctx.clock.now(), false);
  if (actor === null) throw new Error(`Nobody is signed in as ${role}`);
  return actor;
}
