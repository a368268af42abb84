import { randomUUID } from 'node:crypto';
import { admitStaff } from '../../../server/access/index.ts';
import type { MachineActor, StaffActor } from '../../../server/platform/actor.ts';
import { runCommand, type CommandContext } from '../../../server/platform/run-command.ts';
import { PRACTICE_STAFF } from '../identity-provider/practice-staff.ts';
import { FEED_CLIENT_ID } from '../identity-provider/provider-configuration.ts';

const WORKDAY_MS = 12 * 3_600_000;

/**
 * Lets the practice staff in, all but those who have no work here. Answers those of them who take cards, in the order
 * of the sign-in page.
 */
export async function admitPracticeStaff(ctx: CommandContext): Promise<StaffActor[]> {
  const cardTakers: StaffActor[] = [];
  for (const { sub, name, email, roles } of PRACTICE_STAFF) {
    if (roles.length === 0) continue;
    const input = { commandId: randomUUID(), subject: sub, name, email, roles };
    const { staffId } = await runCommand(ctx, 'access.admitStaff', input, admitStaff);
    const absoluteExpiresAt = new Date(ctx.clock.now().getTime() + WORKDAY_MS);
    const takesCards = roles.includes('agent') || roles.includes('team-leader');
    if (takesCards) cardTakers.push({ kind: 'staff', staffId, sessionId: 0, name, roles, absoluteExpiresAt });
  }
  return cardTakers;
}

/** The registration service proves itself by the name of its client. */
export async function admitFeed(ctx: CommandContext): Promise<MachineActor> {
  const machine = { subject: FEED_CLIENT_ID, name: 'Registration service', email: 'usage-feed@opg.example' };
  const roles = ['usage-feed' as const];
  const input = { ...machine, commandId: randomUUID(), roles };
  const { staffId } = await runCommand(ctx, 'access.admitStaff', input, admitStaff);
  return { kind: 'machine', staffId, name: machine.name, roles };
}
