import { blocked } from './api-refusal.ts';
import type { JsonObject } from './json-body.ts';

const BLOCKED = /["\\<>|]/;
/** In these the API itself refuses `<`, `>` and `|`, as P0102, so the firewall lets those through. */
const CHECKED_BY_THE_API = ['reference', 'description'];
const BLOCKED_THERE = /["\\]|(https?|ftp):\/\//i;

/** The characters and addresses that Pay's documentation asks to leave out of values, refused as its firewall does. */
export function refuseBlockedText(fields: JsonObject): void {
  for (const [field, value] of Object.entries(fields)) {
    const pattern = CHECKED_BY_THE_API.includes(field) ? BLOCKED_THERE : BLOCKED;
    if (textsIn(value).some((text) => pattern.test(text))) throw blocked(400);
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}
