import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { api } from '../api/client.ts';
import { toProblem } from '../api/problem.ts';
import { SEARCH_PAUSE_MS } from '../config.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { groupHits, type HitGroup, type NumberedHit } from './group-hits.ts';

export interface Search {
  readonly groups: readonly HitGroup[];
  /** Every hit in the order of the arrows. */
  readonly hits: readonly NumberedHit[];
  /** True when the hits are for exactly what is typed now. */
  readonly settled: boolean;
  /** What to try, what is wrong, or that nothing was found; null when the hits speak for themselves. */
  readonly remark: string | null;
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Searches for what is typed, once typing pauses. Text that holds a card number never leaves the page. */
export function useSearch(typed: string): Search {
  const text = typed.trim();
  const paused = usePaused(text);
  const isCard = containsCardNumber(text);
  const asked = paused !== '' && paused === text && !isCard;
  const result = useQuery({
    ...api.reports.search.queryOptions({ text: paused }),
    enabled: asked,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

  if (text === '') return { groups: [], hits: [], settled: true, remark: null };
  if (isCard) return { groups: [], hits: [], settled: true, remark: CARD_NUMBER_REFUSED };
  const groups = groupHits(result.data?.hits ?? []);
  const hits = groups.flatMap((group) => group.hits);
  const settled = asked && !result.isFetching && !result.isPlaceholderData;
  const nothing = settled && hits.length === 0 ? 'Nothing found.' : null;
  const failed = result.error === null ? null : toProblem(result.error, 'question').words.what;
  return { groups, hits, settled, remark: failed ?? result.data?.advice ?? nothing };
}
