import { z } from 'zod';
import { DeskSession } from './session-store.ts';

const ANSWER_WITHIN_MS = 15_000;

const Refused = z.object({ reason: z.string() });

export type OpenedSession =
  | { outcome: 'opened'; session: DeskSession }
  | { outcome: 'not-admitted'; why: 'unknown' | 'disabled' }
  | { outcome: 'server-refused' }
  | { outcome: 'server-unreachable' };

/** Shows the server who the person is, once; it verifies the token and opens a session of its own. */
export async function openServerSession(serverUrl: URL, accessToken: string): Promise<OpenedSession> {
  const response = await post(serverUrl, 'session/open', accessToken);
  if (!response) return { outcome: 'server-unreachable' };
  const body: unknown = await response.json().catch(() => undefined);
  if (response.status === 403) return { outcome: 'not-admitted', why: reasonOf(body) };
  const opened = DeskSession.safeParse(body);
  if (response.status !== 201 || !opened.success) return { outcome: 'server-refused' };
  return { outcome: 'opened', session: opened.data };
}

/** Ends the session on the server. When it cannot be reached, the session ends there by itself after its idle time. */
export async function closeServerSession(serverUrl: URL, sessionToken: string): Promise<void> {
  await post(serverUrl, 'session/close', sessionToken);
}

async function post(serverUrl: URL, path: string, bearer: string): Promise<Response | undefined> {
  const address = new URL(path, `${serverUrl.href.replace(/\/$/, '')}/`);
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    return undefined;
  }
}

function reasonOf(body: unknown): 'unknown' | 'disabled' {
  const refused = Refused.safeParse(body);
  return refused.success && /disabled/i.test(refused.data.reason) ? 'disabled' : 'unknown';
}
