import { z } from 'zod';
import { WhoAmI } from '../../shared/contracts/access.ts';
import { instant } from '../../shared/instant.ts';
import { permissionsOf } from '../../shared/permissions.ts';
import { permitted, router, type PermittedContext } from '../platform/trpc.ts';
import { IDLE_MINUTES } from './session-limits.ts';

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
});
