import { useCallback, useEffect, useState } from 'react';
import { useLive } from '../api/live.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { NEW_ROWS_POLL_MS } from '../config.ts';
import type { GridRows } from './grid-data.ts';
import { newOnTop } from './new-on-top.ts';

/** How many rows have come on top of a newest-first list since it was read. Looks now and then, and at once where the server tells; changes nothing by itself. */
export function useNewRows<Row>(data: GridRows<Row>, shown: readonly Row[], rowId: (row: Row) => string): number {
  const [looked, setLooked] = useState({ shown, count: 0 });
  const watched = data.kind === 'server' && data.watchesForNew === true ? data : null;
  const everyMs = usePollEvery(NEW_ROWS_POLL_MS);

  const look = useCallback(async () => {
    if (watched === null || shown.length === 0) return;
    try {
      const { rows } = await watched.fetchPage({ cursor: null, sort: null, background: true });
      setLooked({ shown, count: newOnTop(rows.map(rowId), shown.map(rowId)) });
    } catch {
      // The connection has learned from it; the next look asks again.
    }
  }, [watched, shown, rowId]);
  useLive(watched?.liveTopic ?? null, () => void look());
  useEffect(() => {
    if (everyMs === false) return undefined;
    const timer = setInterval(() => void look(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, look]);

  return looked.shown === shown ? looked.count : 0;
}
