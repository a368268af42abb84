import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connected } from '../platform/connected.ts';
import { until } from '../platform/until.ts';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
let agent: { authorization: string };
beforeAll(async () => {
  http = await openHttp();
  agent = await http.signIn('agent');
});
afterAll(() => http.close());
beforeEach(() => http.forgetLog());

const requestLines = () => http.log().filter(({ msg }) => msg === 'request');
const failures = () => http.log().filter(({ level }) => level === 50);

const elsewhere = (use: (sql: (statement: string) => Promise<unknown>) => Promise<unknown>) => {
  const url = http.books.database.superuserUrl.replace(/\/[^/]+$/, '/postgres');
  return connected(url, (client) => use((statement) => client.query(statement)));
};

/** Cuts every connection to the database and lets nobody in while `work` runs. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const { name } = http.books.database;
  await elsewhere(async (sql) => {
    await sql(`alter database ${name} allow_connections false`);
    await sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  });
  try {
    await work();
  } finally {
    await elsewhere((sql) => sql(`alter database ${name} allow_connections true`));
  }
}

test('every request has one line: its route, its procedure, its status, how long it took, and its id', async () => {
  const requestId = randomUUID();
  await http.query('organisations.list', {}, { ...agent, 'x-request-id': requestId });
  expect(requestLines()).toEqual([
    expect.objectContaining({
      ...{ requestId, method: 'GET', route: '/trpc/:path', procedure: 'organisations.list', status: 200 },
      ms: expect.any(Number),
    }),
  ]);
});

test('an id that is no id is replaced', async () => {
  for (const given of ['4111111111111111', 'x\r\ny', '', '{"a":1}']) {
    http.forgetLog();
    await http.call({ method: 'GET', url: '/health', headers: { 'x-request-id': given.replaceAll(/[\r\n]/g, ' ') } });
    const [line] = requestLines();
    expect(line?.['requestId']).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
});

test('what somebody searched for, a nonce, a token, a card number in a path: none is in the log', async () => {
  const nonce = 'n0nce'.padEnd(43, 'x');
  const secrets = [
    nonce,
    'Canary Whitlow',
    'Canary%20Whitlow',
    '4111111111111111',
    'access-token-canary',
    agent.authorization.slice(7),
  ];
  await http.query('reports.search', { text: 'Canary Whitlow' }, agent);
  await http.query('reports.search', { text: '4111111111111111' }, agent);
  await http.call({ method: 'GET', url: `/payment-return/${nonce}?x=4111111111111111` });
  await http.call({ method: 'GET', url: `/payment-return/${nonce}extra` });
  await http.call({ method: 'GET', url: '/card-page/4111111111111111', headers: agent });
  await http.call({ method: 'GET', url: '/4111111111111111?q=Canary%20Whitlow' });
  await http.query('4111111111111111', {}, agent);
  await http.query('organisations.get', { reference: 'Canary Whitlow' }, agent);
  await http.call({ method: 'POST', url: '/session/open', headers: { authorization: 'Bearer access-token-canary' } });
  expect(requestLines()).toHaveLength(9);
  for (const secret of secrets) expect(http.logText()).not.toContain(secret);
  const routes = requestLines().map(({ route }) => route);
  expect(routes.slice(2, 6)).toEqual([
    '/payment-return/:nonce',
    '/payment-return/:nonce',
    '/card-page/:attemptId',
    undefined,
  ]);
});

describe('a fault of ours', () => {
  async function withFault(work: () => Promise<void>): Promise<void> {
    const change = (statement: string) =>
      connected(http.books.database.superuserUrl, (client) => client.query(statement));
    await change('revoke select on organisation from counterfoil_server');
    try {
      await work();
    } finally {
      await change('grant select on organisation to counterfoil_server');
    }
  }

  test('in a procedure is answered with the id of the request and nothing else, and logged under that id', async () => {
    await withFault(async () => {
      const requestId = randomUUID();
      const answer = await http.query(
        'organisations.list',
        { text: 'Canary Whitlow' },
        { ...agent, 'x-request-id': requestId },
      );
      expect(answer.status).toBe(500);
      expect(answer.body).toEqual({
        error: {
          ...{ code: -32603, message: 'Something went wrong' },
          data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, domain: null, requestId },
        },
      });
      expect(failures()).toEqual([
        expect.objectContaining({
          ...{ requestId, procedure: 'organisations.list' },
          err: expect.objectContaining({ sqlstate: '42501' }),
        }),
      ]);
      expect(http.logText()).not.toContain('Canary');
    });
  });

  test('in a batch does not touch the answers beside it', async () => {
    await withFault(async () => {
      const answer = await http.call({
        method: 'GET',
        url: '/trpc/access.whoAmI,organisations.list',
        query: { batch: '1', input: '{"0":{},"1":{}}' },
        headers: agent,
      });
      expect(answer.status).toBe(207);
      expect(answer.body).toEqual([
        { result: { data: expect.objectContaining({ roles: ['agent'] }) } },
        { error: expect.objectContaining({ message: 'Something went wrong' }) },
      ]);
    });
  });
});

describe('while the database is away', () => {
  test('the server is alive and not ready, and ready again when it is back', async () => {
    await withoutDatabase(async () => {
      expect(await http.call({ method: 'GET', url: '/health' })).toMatchObject({ status: 200 });
      expect(await http.call({ method: 'GET', url: '/ready' })).toMatchObject({ status: 503, body: { ready: false } });
    });
    await until('the server is ready', async () => (await http.call({ method: 'GET', url: '/ready' })).status === 200);
  });

  test('calls are answered with 503, the id of the request, and no word of the database', async () => {
    await withoutDatabase(async () => {
      const requestId = randomUUID();
      const headers = { ...agent, 'x-request-id': requestId };
      const answers = [
        await http.query('access.whoAmI', {}, headers),
        await http.call({ method: 'POST', url: '/session/close', headers }),
        await http.call({
          method: 'POST',
          url: '/session/open',
          headers: { ...headers, authorization: 'Bearer token-of-x' },
        }),
        await http.call({ method: 'GET', url: `/card-page/${randomUUID()}`, headers }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(503);
        expect(answer.text).toContain(requestId);
        expect(answer.text).not.toMatch(/database|postgres|sql|terminat|connect|test_/i);
      }
      expect(failures()).toHaveLength(4);
      for (const failure of failures()) expect(failure).toMatchObject({ requestId });
    });
  });
});
