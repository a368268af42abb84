import { z } from 'zod';
import { ApiRefusal, blocked } from './api-refusal.ts';

export type JsonObject = Record<string, unknown>;

export type JsonBody = {
  fields: JsonObject;
  /** Is this top-level field a number written as a whole number? `12.0` and `1e3` are not, as Pay reads them. */
  isWrittenAsInteger: (field: string) => boolean;
};

const objectSchema = z.record(z.string(), z.unknown());

/** Reads a request body. Refuses another content type (P0920, the firewall) and text that is not JSON (P0197). */
export function readJsonBody(body: string, contentType: string | undefined): JsonBody {
  if (!contentType?.toLowerCase().startsWith('application/json')) throw blocked(400);
  const { root, notIntegers } = parse(body);
  const fields = objectSchema.safeParse(root);
  return {
    fields: fields.data ?? {},
    isWrittenAsInteger: (field) => Number.isInteger(fields.data?.[field]) && !notIntegers(root).has(field),
  };
}

function parse(body: string) {
  const byHolder = new WeakMap<WeakKey, Set<string>>();
  const notIntegers = (holder: unknown): Set<string> =>
    (typeof holder === 'object' && holder !== null ? byHolder.get(holder) : undefined) ?? new Set();
  // The reviver is the only place where the text of a number is still to be seen.
  function note(this: WeakKey, key: string, value: unknown, context?: { source?: string }): unknown {
    if (typeof value === 'number' && !/^-?\d+$/.test(context?.source ?? '')) {
      byHolder.set(this, notIntegers(this).add(key));
    }
    return value;
  }
  try {
    const root: unknown = JSON.parse(body, note);
    return { root, notIntegers };
  } catch {
    throw new ApiRefusal(400, { code: 'P0197', description: 'Unable to parse JSON' });
  }
}
