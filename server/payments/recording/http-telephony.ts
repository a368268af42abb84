import { z } from 'zod';
import type { PauseToAsk, Telephony, TelephonyOutcome } from './telephony.ts';

export interface TelephonyAccess {
  /** Address of the telephone system's recording service, without a path. */
  readonly apiUrl: string;
  readonly apiKey: string;
  /** How long a call may take before it counts as unknown. A caller is waiting. */
  readonly timeoutMs: number;
}

/** Its own reference is kept as proof, so it may hold nothing but a plain word. */
const Answer = z.object({ recording: z.enum(['paused', 'on']), reference: z.string().regex(/^[A-Za-z][\w-]{0,39}$/) });

/**
 * The telephone system over HTTPS: `PUT` and `DELETE /recording-pauses/<our id>`, with the agent in the body, so that no
 * address names a person. It never follows a redirect.
 */
export function createHttpTelephony(access: TelephonyAccess): Telephony {
  return {
    pauseRecording: async (pause) => outcomeOf(await call(access, 'PUT', pause), 'paused'),
    resumeRecording: async (pause) => {
      const response = await call(access, 'DELETE', pause);
      if (response?.status !== 404 && response?.status !== 410) return outcomeOf(response, 'resumed');
      await response.body?.cancel().catch(() => undefined);
      return { kind: 'answered', answer: 'no such pause stands' };
    },
  };
}

async function call(access: TelephonyAccess, method: 'PUT' | 'DELETE', pause: PauseToAsk): Promise<Response | null> {
  try {
    return await fetch(new URL(`/recording-pauses/${pause.pauseId}`, access.apiUrl), {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(access.timeoutMs),
      headers: { authorization: `Bearer ${access.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ agent: pause.agent }),
    });
  } catch {
    // Whatever went wrong on the way, the call may have arrived.
    return null;
  }
}

/** The status is read before the body, which may not be JSON. A pause counts only when it says that it is paused. */
async function outcomeOf(response: Response | null, wanted: 'paused' | 'resumed'): Promise<TelephonyOutcome> {
  if (response === null) return { kind: 'unknown' };
  if (response.status >= 400 && response.status <= 499) {
    await response.body?.cancel().catch(() => undefined);
    return { kind: 'refused', answer: `refused with ${response.status}` };
  }
  const body = Answer.safeParse(response.ok ? await response.json().catch(() => undefined) : undefined);
  if (!body.success) return { kind: 'unknown' };
  const { recording, reference } = body.data;
  // Another pause of the same agent may still stand once this one is taken away.
  if (wanted === 'paused' && recording !== 'paused') return { kind: 'refused', answer: `still on, ${reference}` };
  return { kind: 'answered', answer: `${recording}, ${reference}` };
}
