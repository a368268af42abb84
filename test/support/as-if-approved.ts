import { Client } from 'pg';
import type { TestDatabase } from './test-database.ts';

/** Runs one statement past the checks that somebody has approved it, for tests whose subject is what comes after. */
export async function asIfApproved(
  database: TestDatabase,
  statement: string,
  params: readonly unknown[],
): Promise<void> {
  const client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await client.query(`set session_replication_role = 'replica'`);
    await client.query(statement, [...params]);
  } finally {
    await client.end();
  }
}
