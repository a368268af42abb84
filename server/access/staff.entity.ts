import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { STAFF_STATUSES } from '../../shared/contracts/access.ts';
import type { Role } from '../../shared/permissions.ts';

/** A person the office employs. `subject` is who the identity provider says they are, and never changes. */
export const Staff = defineEntity({
  name: 'Staff',
  tableName: 'staff',
  properties: {
    id: p.integer().primary(),
    subject: p.string(),
    name: p.string(),
    email: p.string(),
    status: p.enum(STAFF_STATUSES),
    createdAt: p.datetime(),
    roles: () => p.oneToMany(StaffRole).mappedBy('staff'),
  },
});
export type Staff = InferEntity<typeof Staff>;

/** One role that a member of staff holds. */
export const StaffRole = defineEntity({
  name: 'StaffRole',
  tableName: 'staff_role',
  properties: {
    staff: () => p.manyToOne(Staff).primary(),
    role: p.string().$type<Role>().primary(),
  },
});
export type StaffRole = InferEntity<typeof StaffRole>;
