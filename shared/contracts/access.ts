import { z } from 'zod';
import { InstantSchema } from '../instant.ts';
import { PERMISSION_NAMES, ROLES, type Permission } from '../permissions.ts';
import { CommandId } from './paging.ts';

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

export const STAFF_STATUSES = ['active', 'disabled'] as const;
export type StaffStatus = (typeof STAFF_STATUSES)[number];

export const StaffRow = z.strictObject({
  staffId: z.int(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  status: z.enum(STAFF_STATUSES),
  /** Desks where they are signed in now. */
  openSessions: z.int(),
  /** When they last did something, on any desk; null when they never signed in. */
  lastActiveAt: InstantSchema.nullable(),
  /** Whether a change of their roles waits for approval. */
  rolesWait: z.boolean(),
});
export type StaffRow = z.infer<typeof StaffRow>;

export const StaffList = z.strictObject({ rows: z.array(StaffRow) });

export const GetStaff = z.strictObject({ staffId: z.int().positive() });

export const StaffRecord = StaffRow.extend({
  /** Who the identity provider says they are; never changes. */
  subject: z.string(),
  statusReason: z.string().nullable(),
  addedAt: InstantSchema,
  sessions: z.array(z.strictObject({ openedAt: InstantSchema, lastActiveAt: InstantSchema })),
  waitingRoles: z
    .strictObject({
      approvalId: z.int(),
      becomes: z.array(z.enum(ROLES)),
      askedBy: z.string(),
      askedAt: InstantSchema,
    })
    .nullable(),
});
export type StaffRecord = z.infer<typeof StaffRecord>;

const Line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);
const Roles = z.array(z.enum(ROLES)).max(ROLES.length);
const Reason = Line(300);
const OfStaff = z.strictObject({ commandId: CommandId, staffId: z.int().positive() });

/** Somebody new: they may do nothing until a second person has approved the roles that are asked for with them. */
export const AddStaff = z.strictObject({
  commandId: CommandId,
  subject: Line(255),
  name: Line(120),
  email: z.email().max(254),
  roles: Roles,
});
export type AddStaff = z.infer<typeof AddStaff>;
export const AddedStaff = z.strictObject({ staffId: z.int(), approvalId: z.int().nullable() });
export type AddedStaff = z.infer<typeof AddedStaff>;

export const AskForRoles = OfStaff.extend({ roles: Roles });
export type AskForRoles = z.infer<typeof AskForRoles>;
export const AskedForRoles = z.strictObject({ approvalId: z.int() });
export type AskedForRoles = z.infer<typeof AskedForRoles>;

export const TakeBackRoles = OfStaff;
export type TakeBackRoles = z.infer<typeof TakeBackRoles>;

export const SetStaffStatus = OfStaff.extend({ status: z.enum(STAFF_STATUSES), reason: Reason });
export type SetStaffStatus = z.infer<typeof SetStaffStatus>;

export const EndStaffSessions = OfStaff;
export type EndStaffSessions = z.infer<typeof EndStaffSessions>;

export const ChangedStaff = z.strictObject({ staffId: z.int() });
export type ChangedStaff = z.infer<typeof ChangedStaff>;
