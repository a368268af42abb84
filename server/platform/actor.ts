import type { Role } from '../../shared/permissions.ts';

/** A member of staff with an open session. `name` is what the audit trail shows. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly staffId: number;
  readonly sessionId: number;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly absoluteExpiresAt: Date;
}

/** A machine of another service that proved itself with a token of its own; it has no session. */
export interface MachineActor {
  readonly kind: 'machine';
  readonly staffId: number;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The system acting by itself: a job, the payment watcher. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

export type Actor = StaffActor | MachineActor | SystemActor;

/** The actor of everything the server does unasked. */
export const SYSTEM: SystemActor = { kind: 'system', name: 'Counterfoil' };

/** A stable name for the owner of a command id: two people may pick the same id without meeting. */
export function actorKey(actor: Actor): string {
  return actor.kind === 'system' ? 'system' : `staff:${actor.staffId}`;
}
