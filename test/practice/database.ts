import { Client } from 'pg';
import { migrate } from '../../server/migrate.ts';
import type { RunningPostgres } from './postgres/start-postgres.ts';

/** Names of the roles that sign in, and the practice passwords they get. Only ever used on a loopback PostgreSQL of our own. */
export const OWNER = 'counterfoil_owner';
export const SERVER = 'counterfoil_server';
export const REPORT = 'counterfoil_report';
export const PRACTICE_PASSWORD = 'practice-only';

/** Runs statements as the superuser, one connection, one after the other. */
export async function asSuperuser(
  postgres: RunningPostgres,
  database: string,
  statements: readonly string[],
): Promise<void> {
  const client = new Client({ connectionString: postgres.url(database) });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Makes the database if it is not there, with an owner who may do no more than own it and make the two roles, brings
 * it up to date, and lets those roles sign in.
 */
export async function prepareDatabase(postgres: RunningPostgres, database: string): Promise<void> {
  const exists = await databaseExists(postgres, database);
  if (!exists) {
    await asSuperuser(postgres, 'postgres', [
      `do $$ begin if not exists (select from pg_roles where rolname = '${OWNER}') then
         create role ${OWNER} login createrole password '${PRACTICE_PASSWORD}'; end if; end $$`,
      `create database ${database} owner ${OWNER}`,
    ]);
  }
  await migrate(postgres.url(database, OWNER, PRACTICE_PASSWORD));
  await asSuperuser(postgres, database, [
    `alter role ${SERVER} password '${PRACTICE_PASSWORD}'`,
    `alter role ${REPORT} password '${PRACTICE_PASSWORD}'`,
  ]);
}

async function databaseExists(postgres: RunningPostgres, database: string): Promise<boolean> {
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
