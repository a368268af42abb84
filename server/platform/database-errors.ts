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

/** SQLSTATEs of a connection that failed, of resources that ran out, and of a server that is stopping or starting. */
const AWAY_SQLSTATE = /^(08|53|57P0)/;
const AWAY_SYSTEM_CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** What the driver says where it gives no code: cut off, timed out while connecting, or used after it was cut off. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

const CodedError = z.object({ code: z.string(), severity: z.string().optional() });

/**
 * True when the database could not be reached, let nobody in, went away in the middle, or had no connection to spare:
 * trying later may work. What was being committed may be there or not; the same command id finds out.
 */
export function databaseIsAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, severity } = CodedError.safeParse(at).data ?? { code: '' };
    // A fatal error is one that ended the session, or never began it.
    if (severity === 'FATAL' || AWAY_SQLSTATE.test(code)) return true;
    if (AWAY_SYSTEM_CODES.has(code) || AWAY_WORDS.test(at.message)) return true;
  }
  return false;
}

/** True when a lock was not to be had in time. */
export function waitedTooLong(error: unknown): boolean {
  return postgresFault(error)?.code === LOCK_TIMEOUT;
}
