import { exclusivePairIn, type Role } from '../../shared/permissions.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { Staff, StaffRole } from './staff.entity.ts';

export interface AdmitStaff {
  readonly commandId: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

/**
 * Lets a person sign in, with the roles given: what fills a new system. In one that is in use roles are asked for
 * (`askForRoles`). A pair of roles that one person may not hold together is a bug of the caller.
 */
export async function admitStaff(scope: CommandScope, input: AdmitStaff): Promise<{ staffId: number }> {
  const pair = exclusivePairIn(input.roles);
  if (pair !== undefined) throw new Error(`Nobody may be both ${pair[0]} and ${pair[1]}`);
  const { tx } = scope;
  const person = tx.create(Staff, {
    subject: input.subject,
    name: input.name,
    email: input.email,
    status: 'active',
    createdAt: scope.now,
  });
  for (const role of input.roles) tx.create(StaffRole, { staff: person, role });
  await tx.flush();
  await recordAudit(scope, {
    kind: 'staff.admitted',
    subject: `staff:${person.id}`,
    organisationId: null,
    facts: { name: input.name, roles: input.roles },
  });
  return { staffId: person.id };
}
