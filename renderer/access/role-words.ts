import { EXCLUSIVE_ROLES, ROLE_NAMES, type Role } from '../../shared/permissions.ts';

/** Roles as staff call them. */
export function roleWords(roles: readonly Role[]): string {
  return roles.length === 0 ? 'No role' : roles.map((role) => ROLE_NAMES[role]).join(', ');
}

/** Why a role cannot be ticked beside those that are: the first that excludes it; null when none does. */
export function excludedBy(role: Role, chosen: readonly Role[]): Role | null {
  const against = EXCLUSIVE_ROLES.filter((pair) => pair.includes(role)).flatMap((pair) =>
    pair.filter((one) => one !== role),
  );
  return chosen.find((one) => against.includes(one)) ?? null;
}
