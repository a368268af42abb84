import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce, startLive } from '../../../server/platform/live.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { inTransaction } from '../../../server/platform/transaction.ts';
import { until } from '../platform/until.ts';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
let address: string;
beforeAll(async () => {
  http = await openHttp();
  address = await http.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => http.close());

interface Stream {
  /** Everything that has come so far. */
  text(): string;
  /** Messages that name topics. */
  changes(): number;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  leave(): void;
}

async function follow(headers: Record<string, string>): Promise<Stream> {
  const leaving = new AbortController();
  const response = await fetch(`${address}/trpc/live.changes?input=%7B%7D`, { headers, signal: leaving.signal });
  let text = '';
  let isOpen = true;
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })()
    .catch(() => undefined)
    .finally(() => {
      isOpen = false;
    });
  return {
    text: () => text,
    changes: () => text.split('"topics":["usage"]').length - 1,
    ended,
    hasEnded: () => !isOpen,
    leave: () => leaving.abort(),
  };
}

const change = () => inTransaction(http.books.orm.em, (tx) => announce(tx, 'usage'));

test('a change that commits at any copy is told, one that is rolled back is not', async () => {
  const stream = await follow(await http.signIn('support'));
  await until('the stream tells it', async () => stream.text().includes('"topics":[]'));
  await inTransaction(http.books.orm.em, async (tx) => {
    await announce(tx, 'usage');
    throw new Error('rolled back');
  }).catch(() => undefined);
  expect(stream.changes()).toBe(0);
  await change();
  await until('the stream tells it', async () => stream.changes() === 1);
  stream.leave();
});

test('nobody follows without a session, and nothing is told to who may not read it', async () => {
  const nobody = await follow({});
  await nobody.ended;
  expect(nobody.text()).toContain('UNAUTHORIZED');
  expect(nobody.text()).not.toContain('topics');
  const administrator = await follow(await http.signIn('administrator'));
  const support = await follow(await http.signIn('support'));
  await until(
    'the stream tells it',
    async () => support.text().includes('"topics":[]') && administrator.text().includes('"topics":[]'),
  );
  await change();
  await until('the stream tells it', async () => support.changes() === 1);
  expect(administrator.changes()).toBe(0);
  administrator.leave();
  support.leave();
});

test('following is no activity, and ends with the session', async () => {
  const headers = await http.signIn('support');
  const lastActive = () =>
    http.books.rows(`select last_active_at::text as at from staff_session order by id desc limit 1`);
  const [before] = await lastActive();
  http.books.clock.advance({ minutes: 5 });
  const stream = await follow(headers);
  await until('the stream tells it', async () => stream.text().includes('"topics":[]'));
  await change();
  await until('the stream tells it', async () => stream.changes() === 1);
  expect(await lastActive()).toEqual([before]);
  expect((await http.call({ method: 'POST', url: '/session/close', headers })).status).toBe(204);
  await until('the stream ends', async () => {
    await change();
    return stream.hasEnded();
  });
  expect(stream.changes()).toBe(1);
});

test('a session has no more than six streams', async () => {
  const headers = await http.signIn('support');
  const streams: Stream[] = [];
  for (let n = 0; n < 6; n += 1) streams.push(await follow(headers));
  await until('the stream tells it', async () => streams.every((stream) => stream.text().includes('"topics":[]')));
  const seventh = await follow(headers);
  await until('the stream tells it', async () => seventh.text().includes('SYSTEM_BUSY'));
  for (const stream of [...streams, seventh]) stream.leave();
});

test('when its line is cut it listens again, and tells everybody that everything may have changed', async () => {
  const live = await startLive(http.books.database.serverUrl, createLogger('silent'));
  const follower = live.follow(1);
  await http.books.rows(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'counterfoil live' and datname = current_database()`,
  );
  expect(await follower?.next(10_000)).toEqual(['usage']);
  await change();
  expect(await follower?.next(10_000)).toEqual(['usage']);
  await live.stop();
  expect(await follower?.next(10_000)).toBeNull();
});
