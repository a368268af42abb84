import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from './logger.ts';

/** Class of the advisory locks that say which copies of the server are alive. */
const COPY_LOCK_CLASS = 736_001;

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** SQL that is true when the copy whose id is in `column` holds its lock: it is running. */
export function copyIsAlive(column: string): string {
  return `(${column} in (select objid::bigint from pg_locks where locktype = 'advisory' and granted and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())
    and classid = ${COPY_LOCK_CLASS}))`;
}

export interface ServerCopy {
  readonly id: number;
  stop(): Promise<void>;
}

/**
 * Registers this process as a running copy of the server, by an advisory lock that PostgreSQL drops the moment the
 * process is gone. Other copies, and the next one after a crash, can so tell an attempt still being sent from one
 * whose sender died. When the database goes away and comes back the lock is taken again: without it this copy would
 * count as dead.
 */
export async function registerServerCopy(url: string, startedAt: Date, log: Logger): Promise<ServerCopy> {
  const id = await newCopyId(url, startedAt);
  const stopping = new AbortController();
  let held = await takeLock(url, id);
  const keeping = keep();
  return {
    id,
    stop: async () => {
      stopping.abort();
      await held.client.end();
      await keeping;
    },
  };

  async function keep(): Promise<void> {
    for (;;) {
      await held.lost;
      const again = await retake();
      if (again === undefined) return;
      held = again;
    }
  }

  async function retake(): Promise<HeldLock | undefined> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      try {
        const again = await takeLock(url, id);
        log.info({ copyId: id }, 'Took the copy lock again');
        if (!stopping.signal.aborted) return again;
        await again.client.end();
        return undefined;
      } catch (error) {
        log.warn({ err: error, copyId: id }, 'The copy lock is not to be had yet');
      }
    }
  }
}

/** The one connection that holds the lock, and when it is lost: killed, cut off, or ended by us. */
interface HeldLock {
  readonly client: Client;
  readonly lost: Promise<void>;
}

async function newCopyId(url: string, startedAt: Date): Promise<number> {
  const { client } = await connect(url);
  try {
    const { rows } = await client.query<{ id: number }>(
      'insert into server_copy (started_at) values ($1) returning id',
      [startedAt.toISOString()],
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('A server copy was not registered');
    return id;
  } finally {
    await client.end();
  }
}

async function takeLock(url: string, id: number): Promise<HeldLock> {
  const connection = await connect(url);
  try {
    await connection.client.query('select pg_advisory_lock($1, $2)', [COPY_LOCK_CLASS, id]);
    return connection;
  } catch (error) {
    await connection.client.end();
    throw error;
  }
}

async function connect(url: string): Promise<HeldLock> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: 'counterfoil copy' });
  // One loss is told more than once: by PostgreSQL's last words, then by the socket.
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  await client.connect();
  return { client, lost };
}
