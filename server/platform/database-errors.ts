import { z } from 'zod';

const PostgresFault = z.object({ code: z.string(), constraint: z.string().optional() });

/** SQLSTATEs after which the same unit may simply be run again: serialisation failure and deadlock. */
const RUN_AGAIN: ReadonlySet<string> = new Set(['40001', '40P01']);
const LOCK_TIMEOUT = '55P03';
const UNIQUE_VIOLATION = '23505';

/** The SQLSTATE and constraint name of a database error, found under the ORM's wrapping; undefined for other errors. */
export function postgresFault(error: unknown): { code: string; constraint?: string | undefined } | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const parsed = PostgresFault.safeParse(at);
    if (parsed.success && /^[0-9A-Z]{5}$/.test(parsed.data.code)) return parsed.data;
  }
  return undefined;
}

/** True for a unique violation of the named index or constraint. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  const fault = postgresFault(error);
  return fault?.code === UNIQUE_VIOLATION && fault.constraint === constraint;
}

/** True when the whole unit may be run again as it is. */
export function mayRunAgain(error: unknown): boolean {
  return RUN_AGAIN.has(postgresFault(error)?.code ?? '');
}

/** True when a lock was not to be had in time. */
export function waitedTooLong(error: unknown): boolean {
  return postgresFault(error)?.code === LOCK_TIMEOUT;
}
