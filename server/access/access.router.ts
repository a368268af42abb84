import { z } from 'zod';
import {
  AddedStaff,
  AddStaff,
  AskedForRoles,
  AskForRoles,
  ChangedStaff,
  EndStaffSessions,
  GetStaff,
  SetStaffStatus,
  StaffList,
  StaffRecord,
  TakeBackRoles,
  WhoAmI,
} from '../../shared/contracts/access.ts';
import { instant } from '../../shared/instant.ts';
import { permissionsOf } from '../../shared/permissions.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router, type PermittedContext } from '../platform/trpc.ts';
import { addStaff } from './add-staff.ts';
import { askForRoles } from './ask-for-roles.ts';
import { endStaffSessions } from './end-staff-sessions.ts';
import { getStaff } from './get-staff.ts';
import { listStaff } from './list-staff.ts';
import { IDLE_MINUTES } from './session-limits.ts';
import { setStaffStatus } from './set-staff-status.ts';
import { takeBackRoles } from './take-back-roles.ts';

const Nothing = z.strictObject({});

function whoAmI({ actor, clock }: PermittedContext): WhoAmI {
  return {
    staffId: actor.staffId,
    name: actor.name,
    roles: [...actor.roles],
    permissions: permissionsOf(actor.roles),
    idleMinutes: IDLE_MINUTES,
    absoluteExpiresAt: instant(actor.absoluteExpiresAt),
    serverNow: instant(clock.now()),
  };
}

export const accessRouter = router({
  whoAmI: permitted('session.own')
    .input(Nothing)
    .output(WhoAmI)
    .query(({ ctx }) => whoAmI(ctx)),
  /** The person pressed "Stay signed in": the call itself is the activity. */
  stayActive: permitted('session.own')
    .input(Nothing)
    .output(WhoAmI)
    .query(({ ctx }) => whoAmI(ctx)),
  listStaff: permitted('staff.read')
    .input(Nothing)
    .output(StaffList)
    .query(({ ctx }) => listStaff(ctx.em, ctx.clock.now())),
  getStaff: permitted('staff.read')
    .input(GetStaff)
    .output(StaffRecord)
    .query(({ ctx, input }) => getStaff(ctx.em, input.staffId, ctx.clock.now())),
  addStaff: permitted('staff.edit')
    .input(AddStaff)
    .output(AddedStaff)
    .mutation(({ ctx, input }) => runCommand(ctx, 'access.addStaff', input, addStaff)),
  askForRoles: permitted('staff.edit')
    .input(AskForRoles)
    .output(AskedForRoles)
    .mutation(({ ctx, input }) => runCommand(ctx, 'access.askForRoles', input, askForRoles)),
  takeBackRoles: permitted('staff.edit')
    .input(TakeBackRoles)
    .output(ChangedStaff)
    .mutation(({ ctx, input }) => runCommand(ctx, 'access.takeBackRoles', input, takeBackRoles)),
  setStaffStatus: permitted('staff.edit')
    .input(SetStaffStatus)
    .output(ChangedStaff)
    .mutation(({ ctx, input }) => runCommand(ctx, 'access.setStaffStatus', input, setStaffStatus)),
  endStaffSessions: permitted('staff.edit')
    .input(EndStaffSessions)
    .output(ChangedStaff)
    .mutation(({ ctx, input }) => runCommand(ctx, 'access.endStaffSessions', input, endStaffSessions)),
});
