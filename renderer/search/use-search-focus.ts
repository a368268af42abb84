import { useEffect, useRef, type RefObject } from 'react';
import { useShortcuts } from '../shell/shortcuts.ts';
import { offerSearchFocus } from './focus-search.ts';

/** Ctrl+K takes focus to the search box. Returns how to give it back to whatever had it before. */
export function useSearchFocus(input: RefObject<HTMLInputElement | null>): () => void {
  const before = useRef<HTMLElement | null>(null);
  const take = () => {
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== input.current) before.current = active;
    input.current?.focus();
    input.current?.select();
  };
  useShortcuts([{ keys: 'Ctrl+K', label: 'Search', run: take }]);
  useEffect(() => offerSearchFocus(take));

  return () => {
    input.current?.blur();
    if (before.current?.isConnected === true) before.current.focus();
    before.current = null;
  };
}
