import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { Client } from 'pg';
import {
  BANK_HOLIDAYS_QUEUE,
  BILL_RUNS_QUEUE,
  CHASE_INVOICES_QUEUE,
  APPLY_CREDIT_QUEUE,
  DELIVER_INVOICES_QUEUE,
  FORECAST_QUEUE,
  OPEN_DUE_BILL_RUNS_QUEUE,
} from './billing/index.ts';
import { FOLLOW_MESSAGES_QUEUE, SEND_MESSAGES_QUEUE } from './correspondence/index.ts';
import { ENTITIES } from './entities.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { PASS_ON_QUEUE, SUCCESSIONS_QUEUE } from './organisations/index.ts';
import { MOP_UP_QUEUE } from './payments/index.ts';
import { JOBS_SCHEMA, prepareJobs } from './platform/jobs.ts';
import { HOUSEKEEPING_QUEUE } from './platform/housekeeping.ts';
import { USAGE_ALERTS_QUEUE, USAGE_FOLDER_QUEUE, USAGE_INTAKE_QUEUE } from './usage/index.ts';

const QUEUES = [
  BANK_HOLIDAYS_QUEUE,
  BILL_RUNS_QUEUE,
  CHASE_INVOICES_QUEUE,
  APPLY_CREDIT_QUEUE,
  DELIVER_INVOICES_QUEUE,
  FOLLOW_MESSAGES_QUEUE,
  FORECAST_QUEUE,
  HOUSEKEEPING_QUEUE,
  MOP_UP_QUEUE,
  OPEN_DUE_BILL_RUNS_QUEUE,
  PASS_ON_QUEUE,
  SEND_MESSAGES_QUEUE,
  SUCCESSIONS_QUEUE,
  USAGE_ALERTS_QUEUE,
  USAGE_FOLDER_QUEUE,
  USAGE_INTAKE_QUEUE,
];

/**
 * Brings a database up to date, as its owner: migrations, then the job tables. Safe to run again; does nothing then.
 * Only ever run with the owner's address: the server's own role may not change the schema.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: ENTITIES,
    extensions: [Migrator],
    ensureDatabase: false,
    logger: () => undefined,
    migrations: { migrationsList: MIGRATIONS, snapshot: false, tableName: 'schema_migration', allOrNothing: true },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
  await prepareJobs(ownerUrl, QUEUES);
  await grantJobs(ownerUrl);
}

/** The server takes and makes jobs; the tables stay the owner's. */
async function grantJobs(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${JOBS_SCHEMA} to counterfoil_server;
      grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to counterfoil_server;
      grant execute on all functions in schema ${JOBS_SCHEMA} to counterfoil_server`);
  } finally {
    await client.end();
  }
}
