import { Client, DatabaseError } from 'pg';

/** A connection as whoever the address says. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // A connection killed by a test says so here as well; the query under way fails with the same.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** One connection, closed when `use` is done. */
export async function connected<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

export interface Refusal {
  readonly code: string | undefined;
  readonly constraint: string | undefined;
}

/** How the database refuses the statements, run as one transaction that is rolled back; 'allowed' when it does not. */
export async function refusalOf(
  client: Client,
  ...statements: readonly (string | { readonly text: string; readonly values: readonly unknown[] })[]
): Promise<Refusal | 'allowed'> {
  await client.query('begin');
  try {
    for (const statement of statements) {
      if (typeof statement === 'string') await client.query(statement);
      else await client.query(statement.text, [...statement.values]);
    }
    // What is checked at commit is checked here, so that nothing stays when it is allowed.
    await client.query('set constraints all immediate');
    return 'allowed';
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return { code: error.code, constraint: error.constraint };
  } finally {
    await client.query('rollback');
  }
}

/** SQLSTATE of "permission denied". */
export const NO_PRIVILEGE = '42501';

/** SQLSTATE with which the append-only triggers refuse. */
export const REFUSED_BY_TRIGGER = '23000';
