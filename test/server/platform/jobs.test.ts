import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HOUSEKEEPING_QUEUE } from '../../../server/platform/housekeeping.ts';
import { createJobs, type Jobs } from '../../../server/platform/jobs.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { inTransaction } from '../../../server/platform/transaction.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connect } from './connected.ts';
import { until } from './until.ts';
import type { Client } from 'pg';

let books: Books;
let superuser: Client;
let jobs: Jobs;
const lines: string[] = [];
beforeAll(async () => {
  books = await openBooks();
  superuser = await connect(books.database.superuserUrl);
  jobs = await createJobs(books.database.serverUrl, createLogger('error', { write: (line) => lines.push(line) }));
});
afterAll(async () => {
  await jobs.stop();
  await superuser.end();
  await books.close();
});
afterEach(async () => {
  await superuser.query('delete from jobs.job');
});

const QUEUE = HOUSEKEEPING_QUEUE;
const waiting = async () => {
  const { rows } = await superuser.query<{ data: object }>(`select data from jobs.job where name = $1`, [QUEUE]);
  return rows.map(({ data }) => data);
};

test('a job exists when the change that needs it does, and does not when that is rolled back', async () => {
  await inTransaction(books.orm.em, async (tx) => {
    await jobs.enqueue(tx, QUEUE, { kept: true });
    expect(await waiting()).toEqual([]);
  });
  const failing = inTransaction(books.orm.em, async (tx) => {
    await jobs.enqueue(tx, QUEUE, { kept: false });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await waiting()).toEqual([{ kept: true }]);
});

test('a job is done with what it was given; one that fails is logged, and kept to be run again', async () => {
  const runs: object[] = [];
  await jobs.work([
    {
      queue: QUEUE,
      run: async (data) => {
        runs.push(data);
        if ('fails' in data) throw new Error('the disk is full');
      },
    },
  ]);
  const enqueue = (data: object) => inTransaction(books.orm.em, (tx) => jobs.enqueue(tx, QUEUE, data));
  const states = async () => {
    const { rows } = await superuser.query<{ state: string }>('select data, state from jobs.job where name = $1', [
      QUEUE,
    ]);
    return rows;
  };
  await enqueue({ number: 7 });
  await until('the job is done', async () => (await states()).every(({ state }) => state === 'completed'));
  await enqueue({ fails: true });
  await until('the job has failed', async () => (await states()).some(({ state }) => state === 'retry'));
  expect(runs).toEqual([{ number: 7 }, { fails: true }]);
  expect(await states()).toEqual(
    expect.arrayContaining([
      { data: { number: 7 }, state: 'completed' },
      { data: { fails: true }, state: 'retry' },
    ]),
  );
  expect(lines.join('')).toContain('A job failed; it will run again');
});
