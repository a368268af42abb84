import { noteAnswer, noteUnreachable } from './connection.ts';
import { noteServerActivity } from './session-activity.ts';

/** The request header that marks polling: such a call does not keep a session alive. */
export const BACKGROUND_HEADER = 'x-counterfoil-background';

function wasCalledOff(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** `fetch`, with the connection learning from every answer and from none. */
export async function watchedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init);
    await noteAnswer(response);
    if (response.ok && !new Headers(init?.headers).has(BACKGROUND_HEADER)) noteServerActivity();
    return response;
  } catch (error) {
    if (!wasCalledOff(error)) noteUnreachable();
    throw error;
  }
}
