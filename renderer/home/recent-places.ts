import { z } from 'zod';

const KEY = 'counterfoil.recent-organisations';
const AT_MOST = 6;

const Recent = z.array(z.object({ reference: z.string(), name: z.string() }));
/** An organisation opened at this desk lately. */
export type RecentOrganisation = z.infer<typeof Recent>[number];

/** Newest first, each once. Kept for this window's life only. */
export function recentOrganisations(): readonly RecentOrganisation[] {
  try {
    return Recent.parse(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

/** Puts an organisation on top of `before`. */
export function withRecent(
  before: readonly RecentOrganisation[],
  { reference, name }: RecentOrganisation,
): readonly RecentOrganisation[] {
  return [{ reference, name }, ...before.filter((other) => other.reference !== reference)].slice(0, AT_MOST);
}

export function rememberOrganisation(organisation: RecentOrganisation): void {
  sessionStorage.setItem(KEY, JSON.stringify(withRecent(recentOrganisations(), organisation)));
}
