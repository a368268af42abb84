import { randomUUID } from 'node:crypto';
import { admitStaff, openSession } from '../../server/access/index.ts';
import { ENTITIES } from '../../server/entities.ts';
import { SYSTEM } from '../../server/platform/actor.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createOrm } from '../../server/platform/orm.ts';
import { runCommand, type CommandContext } from '../../server/platform/run-command.ts';
import type { Role } from '../../shared/permissions.ts';
import type { PracticeSystem } from '../practice/practice-system.ts';

/** A member of staff of the benchmark's own, admitted by the command that admits everybody; answers their session. */
export async function signIn({ databaseUrls }: Pick<PracticeSystem, 'databaseUrls'>, role: Role): Promise<string> {
  const orm = await createOrm(ENTITIES, { url: databaseUrls.server, poolSize: 2, applicationName: 'bench' });
  try {
    const ctx: CommandContext = { em: orm.em, actor: SYSTEM, clock: systemClock, requestId: null };
    const subject = `bench-${randomUUID()}`;
    const person = { subject, name: `Bench ${role}`, email: 'bench@example.gov.uk', roles: [role] };
    await runCommand(ctx, 'access.admitStaff', { ...person, commandId: randomUUID() }, admitStaff);
    return (await openSession(ctx, subject)).token;
  } finally {
    await orm.close(true);
  }
}
