import { useCallback, useEffect } from 'react';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { lastServerActivity } from '../api/session-activity.ts';
import { serverNow } from '../clock.ts';
import { SESSION_TOUCH_MS } from '../config.ts';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown'] as const;

/**
 * Tells the server that the person is there while they type or press without calling it, at most once a minute, so
 * that nobody is signed out in the middle of writing. Returns the telling itself.
 */
export function useSessionTouch(): () => void {
  const touch = useCallback(() => {
    void queryClient.fetchQuery(api.access.stayActive.queryOptions({})).catch(() => undefined);
  }, []);
  useEffect(() => {
    const onSign = () => {
      if (serverNow() - lastServerActivity() > SESSION_TOUCH_MS) touch();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, onSign, { capture: true });
    return () => {
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, onSign, { capture: true });
    };
  }, [touch]);
  return touch;
}
