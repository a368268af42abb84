import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from 'pg';
import { asSuperuser } from '../database.ts';
import { startGovukPay, type GovukPay } from '../govuk-pay/start-govuk-pay.ts';
import { createPayClock } from '../govuk-pay/pay-clock.ts';
import { startPostgres, type RunningPostgres } from '../postgres/start-postgres.ts';
import { buildingName, buildWorld, type BuildWorldOptions } from './build-world.ts';

const SEED = 'build world test';
const END = new Date('2026-11-24T10:00:00Z');
const API_KEY = 'a_key_of_this_test';
const FORMER_KEY = 'another_key_of_this_test';

let folder: string;
let postgres: RunningPostgres;
let govukPay: GovukPay;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-world-'));
  await chmod(folder, 0o755);
  postgres = await startPostgres({ dir: join(folder, 'data'), port: 0, password: 'tests-only', fast: true });
  govukPay = await startGovukPay({
    apiKeys: [
      { key: API_KEY, accountName: 'now' },
      { key: FORMER_KEY, accountName: 'before' },
    ],
    clock: createPayClock({ startAt: END.getTime() }),
  });
}, 120_000);

afterAll(async () => {
  await govukPay?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

function small(database: string, options: Partial<BuildWorldOptions> = {}) {
  return buildWorld({ postgres, database, size: 'small', seed: SEED, end: END, ...options });
}

async function rowsOf(database: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: postgres.url(database) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Everything that the seed decides; ids and nonces are by chance. */
async function digestOf(database: string): Promise<string> {
  const tables = await Promise.all([
    rowsOf(database, `select to_jsonb(organisation) - 'id' as row from organisation order by reference`),
    rowsOf(database, `select to_jsonb(invoice) - 'id' as row from invoice order by number`),
    rowsOf(
      database,
      `select number, to_jsonb(line) - 'id' - 'invoice_id' as row from invoice_line line
       join invoice on invoice.id = line.invoice_id order by number, line_number`,
    ),
    rowsOf(
      database,
      `select reference, amount, state, started_at, state_since, paid_on, captured_on, card_last_four
       from card_payment order by reference`,
    ),
    rowsOf(
      database,
      `select kind, accounting_day, posted_at, description, total from journal order by kind, description`,
    ),
  ]);
  return createHash('sha256').update(JSON.stringify(tables)).digest('hex');
}

test('the same seed and end build the same organisations, invoices, lines, payments and journals', async () => {
  const pay = { apiUrl: govukPay.url, apiKey: API_KEY, formerApiKey: FORMER_KEY };
  // One after the other: roles belong to the whole PostgreSQL, and two databases cannot be migrated in it at once.
  const built = await small('world_one', { pay });
  await small('world_two', { pay });
  expect(built).toMatchObject({ organisations: 6 });
  expect(built.lines).toBeGreaterThan(100);
  expect(await digestOf('world_two')).toBe(await digestOf('world_one'));
}, 240_000);

test('staff can sign in, an organisation is on hold, invoices are paid, part paid and overdue', async () => {
  const staff = await rowsOf('world_one', 'select name from staff');
  expect(staff.map(({ name }) => name)).toContain('Aisha Rahman');
  expect(staff.map(({ name }) => name)).not.toContain('Desmond Clarke');
  const held = await rowsOf('world_one', `select status_reason from organisation where status = 'on-hold'`);
  expect(held).toHaveLength(1);
  const [standing] = await rowsOf(
    'world_one',
    `select count(*) filter (where outstanding = 0)::int as paid,
       count(*) filter (where outstanding > 0 and due_on < '2026-11-24')::int as overdue from invoice_standing`,
  );
  expect(standing).toMatchObject({ paid: expect.any(Number), overdue: expect.any(Number) });
  expect(Number(standing?.['paid'])).toBeGreaterThan(5);
  expect(Number(standing?.['overdue'])).toBeGreaterThan(0);
});

test('attempts that are still under way are known to GOV.UK Pay, but for the one that is in doubt', async () => {
  const moving = await rowsOf(
    'world_one',
    `select pay_payment_id, state, staff.name from card_payment join staff on staff.id = staff_id
     where state not in ('captured', 'declined', 'expired', 'cancelled', 'cancelled-on-page', 'provider-error',
       'refused', 'orphan-closed', 'orphan-absent', 'reversed') order by state`,
  );
  expect(moving).toMatchObject([
    { state: 'awaiting-card', name: 'Gareth Pritchard' },
    { state: 'outcome-unknown', name: 'Funmilayo Adeyemi' },
  ]);
  const accounts = moving.map(({ pay_payment_id: id }) => govukPay.payments().find((one) => one.id === id)?.account);
  expect(accounts).toEqual(['now', 'before']);
}, 120_000);

test('a world left half built is begun again; until it is whole it does not have its name', async () => {
  const half = new AbortController();
  const seen: string[] = [];
  const building = small('world_four', {
    signal: half.signal,
    onProgress: (done) => {
      if (done === 10) half.abort(new Error('killed half way'));
    },
  });
  await expect(building).rejects.toThrow('killed half way');
  const names = async () => {
    const rows = await rowsOf('postgres', `select datname from pg_database where datname like 'world_four%'`);
    return rows.map(({ datname }) => datname);
  };
  expect(await names()).toEqual([buildingName('world_four')]);
  await small('world_four', { onProgress: (done, of) => seen.push(`${done}/${of}`) });
  expect(await names()).toEqual(['world_four']);
  expect(seen.at(-1)).toBe(`${seen.length}/${seen.length}`);
}, 240_000);

test('a world in whose books something is wrong does not get its name', async () => {
  const spoil = async () => {
    const sql = `update organisation_balance set receivable = receivable + 1
      where organisation_id = (select min(organisation_id) from organisation_balance)`;
    await asSuperuser(postgres, buildingName('world_five'), [sql]);
  };
  let spoiled = Promise.resolve();
  const building = small('world_five', {
    onProgress: (done, of) => {
      if (done === of) spoiled = spoil();
    },
  });
  await expect(building).rejects.toThrow('I16');
  await spoiled;
}, 120_000);
