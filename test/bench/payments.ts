import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { londonDay } from '../../shared/local-date.ts';
import { pence } from '../../shared/money.ts';
import { openDesk, type Desk } from '../faults/desk.ts';
import { startPracticeSystem } from '../practice/practice-system.ts';
import { growBooks } from './grow-books.ts';
import { signIn } from './sign-in.ts';
import { figure, ratio, timingsOf } from './timings.ts';

/**
 * How fast receipts are recorded over the server's real HTTP interface by four clients: the session and permission,
 * the command's id, the transfer, its receipt, an allocation, journal, balances and audit, in one commit that is on disk
 * when the answer comes. All clients on one organisation beside each on many, and bare commits of one row in the same
 * run by as many clients, which is the most that the disk could do.
 */
const CLIENTS = 4;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 15);
const WARM_UP_SECONDS = 2;
const ORGANISATIONS = 400;

let transfers = 0;

const folder = await mkdtemp(join(tmpdir(), 'bench-payments-'));
const system = await startPracticeSystem({ dir: folder, world: 'small', deskCount: 1 });
const client = new Client({ connectionString: system.databaseUrls.superuser });
await client.connect();
try {
  await requireDurable();
  await growBooks(system.databaseUrls.superuser, { organisations: ORGANISATIONS, invoicesEach: 10, linesEach: 10 });
  const { rows } = await client.query<{ reference: OrganisationReference }>(
    `select reference from organisation where name like 'Grown %' order by id`,
  );
  const references = rows.map(({ reference }) => reference);
  const desks = await Promise.all(
    Array.from({ length: CLIENTS }, async () => openDesk(system.serverUrl, await signIn(system, 'finance'))),
  );
  await client.query('checkpoint');
  await measureReceipts(desks, references, WARM_UP_SECONDS);
  const many = await measureReceipts(desks, references, SECONDS);
  figure('receipts-per-second', many.perSecond, 'receipts/s');
  figure('receipt-p50', many.p50, 'ms');
  figure('receipt-p99', many.p99, 'ms');
  const hot = await measureReceipts(desks, references.slice(0, 1), SECONDS);
  figure('receipts-per-second-one-organisation', hot.perSecond, 'receipts/s');
  ratio('hot-organisation-vs-many', hot.perSecond / many.perSecond);
  figure('bare-commits-per-second', await measureBareCommits(), 'commits/s');
} finally {
  await client.end();
  await system.stop();
  await rm(folder, { recursive: true, force: true });
}

/** A rate of commits that are not on disk would say nothing. */
async function requireDurable(): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
  );
  for (const { name, setting } of rows) if (setting !== 'on') throw new Error(`${name} is ${setting}`);
}

/** Every client records one transfer after the other, each time of another organisation where there are many. */
async function measureReceipts(desks: readonly Desk[], references: readonly OrganisationReference[], seconds: number) {
  const bankedOn = londonDay(new Date());
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    desks.map(async ({ api }, place) => {
      for (let n = place; performance.now() < until; n += desks.length) {
        const organisation = references[n % references.length];
        if (organisation === undefined) throw new Error('There is no organisation');
        const part = { organisation, amount: pence(100), invoices: [], lineIds: [] };
        const calledAt = performance.now();
        await api.receipts.recordBankTransfer.mutate({
          ...{ commandId: randomUUID(), payer: 'Bench', reference: `BENCH ${(transfers += 1)}` },
          ...{ amount: pence(100), bankedOn, meant: { by: 'hand', parts: [part] } },
        });
        times.push(performance.now() - calledAt);
      }
    }),
  );
  const elapsed = (performance.now() - startedAt) / 1_000;
  const { p50, p99 } = timingsOf(times);
  return { perSecond: times.length / elapsed, p50, p99 };
}

async function measureBareCommits(): Promise<number> {
  await client.query('create table bare_commit (id bigint generated always as identity primary key, body text)');
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const one = new Client({ connectionString: system.databaseUrls.superuser });
      await one.connect();
      return one;
    }),
  );
  const until = performance.now() + (SECONDS * 1_000) / 3;
  const startedAt = performance.now();
  const counts = await Promise.all(
    clients.map(async (one) => {
      let count = 0;
      for (; performance.now() < until; count += 1) await one.query(`insert into bare_commit (body) values ('bare')`);
      await one.end();
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - startedAt) / 1_000);
}
