import type { StaffActor } from '../platform/actor.ts';
import type { CommandScope } from '../platform/run-command.ts';

/** The person who acts. That the system asks for an approval, or gives one, is a bug of the caller. */
export function staffOf(scope: CommandScope): StaffActor {
  if (scope.actor.kind !== 'staff') throw new Error('Approvals are asked for and given by people');
  return scope.actor;
}
