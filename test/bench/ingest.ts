import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { selectOne, write } from '../../server/platform/rows.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import type { NewRegistration } from '../../server/usage/registration-facts.ts';
import { takeRegistrations } from '../../server/usage/take-registrations.ts';
import { FILE_PART_BYTES } from '../../shared/contracts/usage.ts';
import { openDesk, type Desk } from '../faults/desk.ts';
import { registrationNumber } from './ingest-rows.ts';
import { startIngestWorld, type IngestWorld } from './ingest-world.ts';
import { figure, ratio, timingsOf } from './timings.ts';

/**
 * How fast registrations come in: in bulk, against a bare COPY into the same table in the same run; by the feed over
 * the server's real HTTP interface; and from a file, with the memory that the server needs for it. `--rows` makes it
 * smaller for a quick look.
 */
const ROWS = Number(process.argv[process.argv.indexOf('--rows') + 1] || 1_000_000) || 1_000_000;
const FEED_EVENTS = Math.min(ROWS, 200_000);
const BATCH = 500;
const AT_ONCE = 3;
const CHUNK = 2_000;

const world = await startIngestWorld();
try {
  const copied = await measureCopy(world);
  await emptyRegistrations(world);
  const taken = await measureIntake(world);
  figure('copy', ROWS / copied, 'rows/s');
  figure('intake', ROWS / taken, 'rows/s');
  ratio('ingest-vs-copy', copied / taken);
  const repeated = await measureIntake(world);
  figure('intake-of-what-is-known', ROWS / repeated, 'rows/s');
  await emptyRegistrations(world);
  await measureFile(world);
  await emptyRegistrations(world);
  await measureFeed(world);
} finally {
  await world.stop();
}

/** The table as it is, with nothing in it, so that each measurement begins from the same. */
async function emptyRegistrations({ superuser }: IngestWorld): Promise<void> {
  await superuser.query(`set session_replication_role = replica`);
  // And with it whatever refers to a registration.
  await superuser.query(`truncate registration, usage_row_result cascade`);
  await superuser.query(`truncate usage_new_rows, usage_new_change, usage_organisation_day, usage_day`);
  await superuser.query(`truncate usage_organisation_month`);
  await superuser.query(`set session_replication_role = default`);
  await superuser.query('vacuum analyze registration');
  await superuser.query('checkpoint');
}

/** By the database itself from a file beside it: nothing but the rows, the checks, the indexes and the foreign keys. */
async function measureCopy(world: IngestWorld): Promise<number> {
  const { superuser, folder } = world;
  const delivery = await inTransaction(world.ctx.em, newDelivery);
  const { rows: ids } = await superuser.query<{ reference: string; id: number }>(
    'select reference, id from organisation',
  );
  const idOf = new Map(ids.map(({ reference, id }) => [reference, id]));
  const path = join(folder, 'registrations.copy');
  await writeLines(path, (n) => {
    const { eventId, facts, row, occurredAt } = registrationNumber(n, ROWS);
    return [
      ...[eventId, facts.lpaReference, idOf.get(facts.organisation), facts.lpaKind, facts.receivedOn],
      ...[facts.registeredOn, facts.feeKind, facts.channel, facts.donorKey, facts.ownReference ?? '\\N', '\\N'],
      ...[delivery, row, occurredAt, occurredAt],
    ].join('\t');
  });
  await superuser.query('checkpoint');
  return seconds(() =>
    superuser.query(
      `copy registration (event_id, lpa_reference, organisation_id, lpa_kind, received_on, registered_on, fee_kind,
         channel, donor_key, own_reference, stated_fee, delivery_id, delivery_row, recorded_at, facts_as_of)
       from '${path}'`,
    ),
  );
}

/** As a file is taken in, but for its reading: one transaction, some thousand rows at a time, each at most once. */
async function measureIntake({ ctx }: IngestWorld): Promise<number> {
  return seconds(() =>
    inTransaction(ctx.em, async (tx) => {
      const id = await newDelivery(tx);
      for (let from = 0; from < ROWS; from += CHUNK) {
        const rows: NewRegistration[] = [];
        for (let n = from; n < Math.min(ROWS, from + CHUNK); n += 1) rows.push(registrationNumber(n, ROWS));
        await takeRegistrations(tx, { id, at: new Date() }, rows);
      }
    }),
  );
}

async function newDelivery(tx: Parameters<typeof write>[0]): Promise<number> {
  const at = new Date().toISOString();
  const { id } = await selectOne<{ id: number }>(
    tx,
    `insert into usage_delivery (channel, name, sha256, byte_count, received_by, received_at)
     values ('feed', 'Bench', ?, 1, 'Bench', ?) returning id`,
    [createHash('sha256').update(randomUUID()).digest(), at],
  );
  await write(
    tx,
    `insert into usage_delivery_progress (delivery_id, state, state_since, row_count) values (?, 'done', ?, 0)`,
    [id, at],
  );
  return id;
}

async function measureFile(world: IngestWorld): Promise<void> {
  const path = join(world.folder, 'registrations.csv');
  const header = `lpa_reference,organisation,lpa_kind,received_on,registered_on,fee_kind,channel,donor_key,own_reference`;
  await writeLines(path, (n) => {
    const { facts } = registrationNumber(n, ROWS);
    const line = [
      ...[facts.lpaReference, facts.organisation, facts.lpaKind, facts.receivedOn, facts.registeredOn, facts.feeKind],
      ...[facts.channel, facts.donorKey, facts.ownReference ?? ''],
    ].join(',');
    return n === 0 ? `${header}\n${line}` : line;
  });
  const desk = openDesk(world.serverUrl, world.financeToken);
  const rested = await world.peakRss();
  let deliveryId = 0;
  const sending = await seconds(async () => {
    deliveryId = await sendFile(world, desk, path);
  });
  figure('server-rss-peak-while-sending', await world.peakRss(), 'MB');
  const reading = await seconds(() => untilRead(desk, deliveryId));
  figure('file-sending', sending, 's');
  figure('file-reading', ROWS / reading, 'rows/s');
  figure('server-rss-before', rested, 'MB');
  figure('server-rss-peak-with-file', await world.peakRss(), 'MB');
}

async function sendFile(world: IngestWorld, desk: Desk, path: string): Promise<number> {
  const fileId = randomUUID();
  const file = await open(path);
  let [partCount, byteCount] = [0, 0];
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(FILE_PART_BYTES), 0, FILE_PART_BYTES);
    if (bytesRead === 0) break;
    const response = await fetch(`${world.serverUrl}/files/usage/${fileId}/${partCount}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${world.financeToken}`, 'content-type': 'application/octet-stream' },
      body: buffer.subarray(0, bytesRead),
    });
    if (response.status !== 204) throw new Error(`A part was answered with ${response.status}`);
    partCount += 1;
    byteCount += bytesRead;
  }
  await file.close();
  const upload = { commandId: randomUUID(), fileId, name: 'registrations.csv', partCount, byteCount };
  return (await desk.api.usage.deliverUpload.mutate(upload)).deliveryId;
}

async function untilRead(desk: Desk, id: number): Promise<void> {
  for (;;) {
    const { state, counts } = await desk.api.usage.getDelivery.query({ id });
    if (state === 'done' && counts.accepted === ROWS) return;
    if (state !== 'reading' && state !== 'received') throw new Error(`The file is ${state}: ${JSON.stringify(counts)}`);
    await pause(250);
  }
}

async function measureFeed(world: IngestWorld): Promise<void> {
  const token = await world.feedToken();
  const batches = Array.from({ length: FEED_EVENTS / BATCH }, (_, batch) =>
    JSON.stringify({
      events: Array.from({ length: BATCH }, (_, n) => {
        const { facts, eventId, occurredAt } = registrationNumber(batch * BATCH + n, ROWS);
        return { kind: 'registered', eventId, occurredAt, ...facts };
      }),
    }),
  );
  const times: number[] = [];
  const post = async (body: string): Promise<void> => {
    const startedAt = performance.now();
    const response = await fetch(`${world.serverUrl}/usage/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
    const answer = (await response.json()) as { counts?: { accepted: number } };
    if (answer.counts?.accepted !== BATCH) throw new Error(`A batch was answered with ${JSON.stringify(answer)}`);
    times.push(performance.now() - startedAt);
  };
  const took = await seconds(async () => {
    const queue = batches.values();
    const work = async (): Promise<void> => {
      for (const body of queue) await post(body);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });
  figure('feed', FEED_EVENTS / took, 'registrations/s');
  figure('feed-batch-p95', timingsOf(times).p95, 'ms');
}

async function writeLines(path: string, line: (n: number) => string): Promise<void> {
  const file = createWriteStream(path);
  for (let from = 0; from < ROWS; from += CHUNK) {
    const lines = Array.from({ length: Math.min(CHUNK, ROWS - from) }, (_, n) => line(from + n));
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
