import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import type { SearchHit } from '../../shared/contracts/reports.ts';
import type { Search } from './use-search.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export interface SearchKeys {
  /** The hit that Enter opens. */
  readonly active: number;
  /** Typing begins afresh: the first hit is meant again. */
  readonly restart: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Arrows move among the hits and Enter opens one. Enter pressed before the hits have come means the first of them. */
export function useSearchKeys(search: Search, go: (hit: SearchHit) => void, escape: () => void): SearchKeys {
  const { hits, settled } = search;
  const [active, setActive] = useState(0);
  const enterWaits = useRef(false);

  const openFirst = useEffectEvent(() => {
    const [first] = hits;
    if (enterWaits.current && first !== undefined) go(first.hit);
    enterWaits.current = false;
  });
  useEffect(() => {
    if (settled) openFirst();
  }, [settled]);

  function enter() {
    const chosen = hits[active];
    if (!settled) enterWaits.current = true;
    else if (chosen !== undefined) go(chosen.hit);
  }

  return {
    active,
    restart: () => {
      setActive(0);
      enterWaits.current = false;
    },
    onKeyDown: (event) => {
      const step = STEPS[event.key];
      if (step !== undefined && hits.length > 0) setActive((active + step + hits.length) % hits.length);
      else if (event.key === 'Enter') enter();
      else if (event.key === 'Escape') escape();
      else return;
      event.preventDefault();
    },
  };
}
