import { useEffect, useRef, useState } from 'react';

/**
 * Runs `act` for a press that came before the server had said what is due, once that is on screen. Anything typed
 * meanwhile takes the press back.
 */
export function useWhenKnown(isKnown: boolean, act: () => void) {
  const [isWanted, setWanted] = useState(false);
  const isDone = useRef(false);
  useEffect(() => {
    if (!isWanted || !isKnown || isDone.current) return;
    isDone.current = true;
    act();
  }, [isWanted, isKnown, act]);
  return {
    isWaiting: isWanted && !isKnown,
    want: () => {
      isDone.current = false;
      setWanted(true);
    },
    forget: () => setWanted(false),
  };
}
