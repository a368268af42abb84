import type { Books } from '../../support/books.ts';
import { connected } from './connected.ts';
import { until } from './until.ts';

/** Returns once this many connections of these books wait for a lock, which makes a race of them certain. */
export async function untilWaiting(books: Books, connections: number): Promise<void> {
  await connected(books.database.superuserUrl, (client) =>
    until(`${connections} connections wait for a lock`, async () => {
      const { rows } = await client.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length === connections;
    }),
  );
}

/** Holds the rows that the statement locks while `start` runs and until what it starts all waits, then lets go. */
export async function race<T>(books: Books, lock: string, contenders: number, start: () => Promise<T>): Promise<T> {
  return connected(books.database.superuserUrl, async (holder) => {
    await holder.query('begin');
    await holder.query(lock);
    const started = start();
    // Whatever it comes to is looked at by the caller, once the lock is let go.
    started.catch(() => undefined);
    try {
      await untilWaiting(books, contenders);
    } finally {
      await holder.query('rollback');
    }
    return started;
  });
}
