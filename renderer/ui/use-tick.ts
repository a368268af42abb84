import { useEffect, useState } from 'react';
import { serverNow } from '../clock.ts';

/** The server's time, re-read every `everyMs` while the component is on screen. */
export function useTick(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
