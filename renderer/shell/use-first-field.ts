import { useEffect, useRef, type RefObject } from 'react';

/** For the first field of a form that somebody has just asked for: it has focus on arrival. */
export function useFirstField(): RefObject<HTMLInputElement | null> {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  return first;
}
