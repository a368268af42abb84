import { createHash, randomUUID } from 'node:crypto';
import type { Journal, PageSession, PageToken } from './journal.ts';
import type { PayClock } from './pay-clock.ts';

const TOKEN_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
/** How long a browser may stay on the payment pages, and how many payments its cookie can hold at once. */
export const SESSION_LIFE_MS = 90 * 60 * 1000;
const PAYMENTS_PER_SESSION = 10;

/** Who may open which card page: single-use tokens, and the browser sessions that used them. Only digests are kept. */
export type PageAccess = {
  /** A new token for the payment's `next_url`; earlier ones stay good. */
  mintToken(paymentId: string): string;
  /** The token as it is; undefined where it is unknown or older than seven days. */
  findToken(token: string): { paymentId: string; used: boolean } | undefined;
  /** Marks the token used and lets the session in; returns the session's id, a new one where none came. */
  useToken(token: string, sessionId: string | undefined): string;
  /** Has this browser opened this payment within the last 90 minutes? */
  mayOpen(sessionId: string | undefined, paymentId: string): boolean;
};

/** Rebuilds tokens and sessions from the journal and goes on from there. */
export function createPageAccess(journal: Journal, clock: PayClock): PageAccess {
  const tokens = new Map<string, PageToken>();
  const sessions = new Map<string, PageSession>();
  for (const entry of journal.earlier) {
    if (entry.kind === 'token') tokens.set(entry.token.digest, entry.token);
    if (entry.kind === 'session') sessions.set(entry.session.digest, entry.session);
  }
  const keepToken = (token: PageToken): void => {
    journal.append({ kind: 'token', at: clock.now(), token });
    tokens.set(token.digest, token);
  };
  const liveToken = (token: string): PageToken | undefined => {
    const found = tokens.get(digestOf(token));
    return found && found.mintedAt + TOKEN_LIFE_MS > clock.now() ? found : undefined;
  };
  const liveSession = (sessionId: string | undefined): PageSession | undefined => {
    const found = sessionId === undefined ? undefined : sessions.get(digestOf(sessionId));
    return found && found.expiresAt > clock.now() ? found : undefined;
  };
  return {
    mintToken: (paymentId) => {
      const token = randomUUID();
      keepToken({ digest: digestOf(token), paymentId, mintedAt: clock.now(), used: false });
      return token;
    },
    findToken: liveToken,
    useToken: (token, sessionId) => {
      const found = liveToken(token);
      if (!found) throw new Error('A token that does not exist was used.');
      keepToken({ ...found, used: true });
      const id = liveSession(sessionId) && sessionId ? sessionId : randomUUID();
      const paymentIds = [...(liveSession(id)?.paymentIds ?? []), found.paymentId].slice(-PAYMENTS_PER_SESSION);
      const session = { digest: digestOf(id), paymentIds, expiresAt: clock.now() + SESSION_LIFE_MS };
      journal.append({ kind: 'session', at: clock.now(), session });
      sessions.set(session.digest, session);
      return id;
    },
    mayOpen: (sessionId, paymentId) => liveSession(sessionId)?.paymentIds.includes(paymentId) ?? false,
  };
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
