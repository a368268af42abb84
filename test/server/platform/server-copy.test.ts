import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { copyIsAlive, registerServerCopy } from '../../../server/platform/server-copy.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connected } from './connected.ts';
import { until } from './until.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const silent = createLogger('silent');
const register = (of: Books = books) => registerServerCopy(of.database.serverUrl, of.clock.now(), silent);

async function isAlive(id: number, of: Books = books): Promise<boolean> {
  const [row] = await of.rows<{ alive: boolean }>(`select ${copyIsAlive(String(id))} as alive`);
  return row?.alive ?? false;
}

const OF_COPIES = `from pg_stat_activity where application_name = 'counterfoil copy' and datname = current_database()`;
const connections = async () => (await books.rows(`select pid ${OF_COPIES}`)).length;
const holders = async () => (await books.rows<{ pid: number }>(`select pid ${OF_COPIES}`)).map(({ pid }) => pid);
/** Waits until they are gone: to terminate a connection is only a request. */
const killConnections = () =>
  connected(books.database.superuserUrl, (client) =>
    client.query(`select pg_terminate_backend(pid, 10000) ${OF_COPIES}`),
  );

test('a copy is alive from when it is registered until it stops', async () => {
  const copy = await register();
  expect(await isAlive(copy.id)).toBe(true);
  await copy.stop();
  await until('the copy counts as gone', async () => !(await isAlive(copy.id)));
});

test('copies are told apart, and one that never was is not alive', async () => {
  const [one, other] = [await register(), await register()];
  expect(one.id).not.toBe(other.id);
  await one.stop();
  await until('the stopped one counts as gone', async () => !(await isAlive(one.id)));
  expect(await isAlive(other.id)).toBe(true);
  expect(await isAlive(other.id + 1000)).toBe(false);
  await other.stop();
});

test('the same number in another database is another copy', async () => {
  const elsewhere = await openBooks();
  const copy = await register(elsewhere);
  expect(await isAlive(copy.id, elsewhere)).toBe(true);
  expect(await isAlive(copy.id)).toBe(false);
  await copy.stop();
  await elsewhere.close();
});

test('a copy whose connection is killed takes its lock again, by one connection', async () => {
  const copy = await register();
  for (let kill = 1; kill <= 3; kill += 1) {
    const killed = await holders();
    await killConnections();
    await until('the lock is taken again', () => isAlive(copy.id));
    expect(await holders()).not.toEqual(killed);
    // A second attempt to take it would show as a second connection, waiting for the lock of the first.
    expect(await connections()).toBe(1);
  }
  await copy.stop();
  await until('nothing of it is left', async () => (await connections()) === 0);
});

test('a copy that is stopped while it waits for the database does not come back', async () => {
  const copy = await register();
  await killConnections();
  await copy.stop();
  await until('nothing of it is left', async () => (await connections()) === 0);
  expect(await isAlive(copy.id)).toBe(false);
});

test('no timeout of the role ends the connection that holds the lock', async () => {
  const copy = await register();
  const [row] = await books.rows<{ state: string; holds: boolean }>(
    `select state, exists (select from pg_locks where pg_locks.pid = pg_stat_activity.pid and locktype = 'advisory') as holds
     ${OF_COPIES}`,
  );
  // Idle outside a transaction: neither statement_timeout nor idle_in_transaction_session_timeout applies.
  expect(row).toEqual({ state: 'idle', holds: true });
  await copy.stop();
});
