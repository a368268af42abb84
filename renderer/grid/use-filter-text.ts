import { useEffect, useRef, useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';

const PAUSE_MS = 150;

/**
 * What is typed into a filter, handed on once typing pauses. It becomes part of an address, so text that holds a card
 * number is kept here. A change from outside (going back, clearing filters) shows; the echo of what was handed on does not.
 */
export function useFilterText(text: string, onText: (text: string) => void) {
  const [typed, setTyped] = useState(text);
  const handedOn = useRef(text);
  const isCard = containsCardNumber(typed);

  useEffect(() => {
    if (text === handedOn.current) return;
    handedOn.current = text;
    setTyped(text);
  }, [text]);

  useEffect(() => {
    if (isCard || typed === handedOn.current) return undefined;
    const timer = setTimeout(() => {
      handedOn.current = typed;
      onText(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, isCard, onText]);

  return { typed, isCard, type: setTyped };
}
