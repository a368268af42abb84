import { createHash } from 'node:crypto';

/** What can be hashed: plain JSON, in which the order of keys says nothing. */
export type Shown = string | number | boolean | null | readonly Shown[] | { readonly [key: string]: Shown | undefined };

/** Hex SHA-256 of what the approver is shown: the same content has the same hash whatever order its keys came in. */
export function subjectHash(shown: Shown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(shown)))
    .digest('hex');
}

function ordered(shown: Shown): unknown {
  if (Array.isArray(shown)) return shown.map(ordered);
  if (typeof shown !== 'object' || shown === null) return shown;
  const entries = Object.entries(shown).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, value === undefined ? undefined : ordered(value)]));
}
