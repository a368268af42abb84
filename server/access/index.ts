/** Who is calling: staff, their roles, and the sessions the server opens for them. */
export { accessRouter } from './access.router.ts';
export { accessTokenReader, type ReadAccessToken, type TokenRules } from './access-token.ts';
export { admitStaff, type AdmitStaff } from './admit-staff.ts';
export { endSession } from './end-session.ts';
export { findActor } from './find-actor.ts';
export { findMachine } from './find-machine.ts';
export { openSession, type NewSession } from './open-session.ts';
export { IDLE_MINUTES } from './session-limits.ts';
export { sessionRoles } from './session-roles.ts';
export { staffRolesApplier } from './staff-roles.applier.ts';
export { Staff, StaffRole } from './staff.entity.ts';
