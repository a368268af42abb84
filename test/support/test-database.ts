import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { Client } from 'pg';
import { OWNER, PRACTICE_PASSWORD, REPORT, SERVER } from '../practice/database.ts';

export interface TestDatabase {
  readonly name: string;
  readonly serverUrl: string;
  readonly ownerUrl: string;
  readonly reportUrl: string;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'counterfoil_template';

/** A database of this test file's own, cloned from the migrated template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const at = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${inject('postgresPort')}/${database}`;
  const admin = at('postgres', inject('postgresPassword'), 'postgres');
  await run(admin, `create database ${name} template ${TEMPLATE} strategy file_copy owner ${OWNER}`);
  return {
    name,
    serverUrl: at(SERVER, PRACTICE_PASSWORD, name),
    ownerUrl: at(OWNER, PRACTICE_PASSWORD, name),
    reportUrl: at(REPORT, PRACTICE_PASSWORD, name),
    superuserUrl: at('postgres', inject('postgresPassword'), name),
    drop: () => run(admin, `drop database if exists ${name} with (force)`),
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
