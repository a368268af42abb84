import { Client } from 'pg';

const LOOK_EVERY_MS = 10;

/** The longest that a transaction of the bill run was seen open, in milliseconds, by what it was doing. */
export interface LongestTransactions {
  readonly computingMs: number;
  readonly issuingMs: number;
}

/**
 * Looks at the open transactions of the server every few milliseconds, from a connection of its own, until it is
 * stopped. A lock is held until its transaction ends, so none is held for longer than this (and one look).
 */
export async function watchTransactions(url: string): Promise<{ stop(): Promise<LongestTransactions> }> {
  const client = new Client({ connectionString: url, application_name: 'bench watch' });
  await client.connect();
  const longest = { computingMs: 0, issuingMs: 0 };
  const stopping = new AbortController();
  const look = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const { rows } = await client.query<{ computing: number; issuing: number }>(LOOK);
      longest.computingMs = Math.max(longest.computingMs, rows[0]?.computing ?? 0);
      longest.issuingMs = Math.max(longest.issuingMs, rows[0]?.issuing ?? 0);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };
  const looking = look();
  return {
    stop: async () => {
      stopping.abort();
      await looking;
      await client.end();
      return longest;
    },
  };
}

/** By the last statement of each transaction that has begun to write, whose text is kept from its beginning only. */
const LOOK = `
  select coalesce(max(age) filter (where query ~ 'era as materialized'), 0)::float8 as computing,
    coalesce(max(age) filter (where query ~ 'insert into (invoice|journal|posting|audit_event) '), 0)::float8 as issuing
  from (
    select query, extract(epoch from clock_timestamp() - xact_start) * 1000 as age from pg_stat_activity
    where backend_xid is not null and application_name <> 'bench watch') open`;
