import type { Role } from '../../shared/permissions.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { DomainError } from '../platform/domain-error.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import { ABSOLUTE_MS } from './session-limits.ts';
import { newSessionToken } from './session-token.ts';

export interface NewSession {
  readonly token: string;
  readonly absoluteExpiresAt: Date;
}

/**
 * Opens a session for the member of staff whose identity was just proved.
 *
 * Refuses STAFF_UNKNOWN when nobody has admitted them and STAFF_DISABLED when they may no longer sign in. Each call
 * opens a session of its own: a second desk does not end the first.
 */
export async function openSession(ctx: CommandContext, subject: string): Promise<NewSession> {
  return runSystemChange(ctx, { subject }, writeSession);
}

async function writeSession(scope: CommandScope, input: { readonly subject: string }): Promise<NewSession> {
  const [person] = await selectRows<{ id: number; name: string; status: string; roles: Role[] }>(
    scope.tx,
    `select staff.id, staff.name, staff.status,
       coalesce(array_agg(staff_role.role order by staff_role.role) filter (where staff_role.role is not null), '{}') as roles
     from staff left join staff_role on staff_role.staff_id = staff.id
     where staff.subject = ? group by staff.id`,
    [input.subject],
  );
  if (person === undefined) throw new DomainError('STAFF_UNKNOWN');
  if (person.status !== 'active') throw new DomainError('STAFF_DISABLED');
  const { token, hash } = newSessionToken();
  const absoluteExpiresAt = new Date(scope.now.getTime() + ABSOLUTE_MS);
  const opened = scope.now.toISOString();
  const [session] = await selectRows<{ id: number }>(
    scope.tx,
    `insert into staff_session (token_hash, staff_id, opened_at, last_active_at, absolute_expires_at)
     values (?, ?, ?, ?, ?) returning id`,
    [hash, person.id, opened, opened, absoluteExpiresAt.toISOString()],
  );
  const actor: StaffActor = {
    kind: 'staff',
    staffId: person.id,
    sessionId: session?.id ?? 0,
    name: person.name,
    roles: person.roles,
    absoluteExpiresAt,
  };
  await recordAudit(
    { ...scope, actor },
    { kind: 'session.opened', subject: `staff:${person.id}`, organisationId: null, facts: { roles: person.roles } },
  );
  return { token, absoluteExpiresAt };
}
