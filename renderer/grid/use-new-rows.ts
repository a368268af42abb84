import { useEffect, useState } from 'react';
import { usePollEvery } from '../api/use-poll-every.ts';
import { NEW_ROWS_POLL_MS } from '../config.ts';
import type { GridRows } from './grid-data.ts';
import { newOnTop } from './new-on-top.ts';

/** How many rows have come on top of a newest-first list since it was read. Looks now and then; changes nothing by itself. */
export function useNewRows<Row>(data: GridRows<Row>, shown: readonly Row[], rowId: (row: Row) => string): number {
  const [looked, setLooked] = useState({ shown, count: 0 });
  const watched = data.kind === 'server' && data.watchesForNew === true ? data : null;
  const everyMs = usePollEvery(NEW_ROWS_POLL_MS);

  useEffect(() => {
    if (watched === null || everyMs === false || shown.length === 0) return undefined;
    const look = async () => {
      try {
        const { rows } = await watched.fetchPage({ cursor: null, sort: null, background: true });
        setLooked({ shown, count: newOnTop(rows.map(rowId), shown.map(rowId)) });
      } catch {
        // The connection has learned from it; the next look asks again.
      }
    };
    const timer = setInterval(() => void look(), everyMs);
    return () => clearInterval(timer);
  }, [watched, everyMs, shown, rowId]);

  return looked.shown === shown ? looked.count : 0;
}
