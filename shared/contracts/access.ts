import { z } from 'zod';
import { InstantSchema } from '../instant.ts';
import { PERMISSION_NAMES, ROLES, type Permission } from '../permissions.ts';

const PermissionName = z.custom<Permission>((value) => PERMISSION_NAMES.some((name) => name === value));

/** The signed-in member of staff, what they may do, and when their session ends. */
export const WhoAmI = z.strictObject({
  staffId: z.int(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(PermissionName),
  idleMinutes: z.int(),
  absoluteExpiresAt: InstantSchema,
  serverNow: InstantSchema,
});
export type WhoAmI = z.infer<typeof WhoAmI>;

/** Answer to `POST /session/open`. The token goes to main and no further. */
export const OpenedSession = z.strictObject({
  sessionToken: z.string().min(43),
  idleMinutes: z.int(),
  absoluteExpiresAt: InstantSchema,
});
export type OpenedSession = z.infer<typeof OpenedSession>;
