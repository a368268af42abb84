import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
let agent: { authorization: string };
beforeAll(async () => {
  http = await openHttp();
  agent = await http.signIn('agent');
});
afterAll(() => http.close());
beforeEach(() => http.forgetLog());

const JSON_TYPE = { 'content-type': 'application/json' };
const error = (code: string, httpStatus: number) => ({
  error: { message: code, data: { code, httpStatus, domain: null, requestId: expect.any(String) } },
});

describe('every answer', () => {
  test.each([
    ['GET', '/health', 200],
    ['GET', '/ready', 200],
    ['GET', '/trpc/access.whoAmI', 401],
    ['GET', '/trpc/no.such', 404],
    ['POST', '/trpc/payments.start', 415],
    ['POST', '/session/open', 401],
    ['POST', '/session/close', 204],
    ['GET', '/card-page/9b2f0cde-0000-4000-8000-000000000000', 401],
    ['GET', `/payment-return/${'n'.repeat(43)}`, 200],
    ['GET', '/nowhere', 404],
    ['DELETE', '/health', 404],
  ] as const)('of %s %s is %d, kept by nobody, and runs nothing', async (method, url, status) => {
    const answer = await http.call({ method, url });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin', 'set-cookie']) {
      expect(answer.headers).not.toHaveProperty(telling);
    }
  });
});

describe('calls of procedures', () => {
  test('one is answered with what it declares', async () => {
    const answer = await http.query('access.whoAmI', {}, agent);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ result: { data: { roles: ['agent'], idleMinutes: 15 } } });
  });

  test('ten in one request are answered, eleven are refused by a small answer before anything is done', async () => {
    const batch = (calls: number) =>
      http.call({
        method: 'GET',
        url: `/trpc/${Array.from({ length: calls }, () => 'access.whoAmI').join(',')}`,
        query: {
          batch: '1',
          input: JSON.stringify(Object.fromEntries(Array.from({ length: calls }, (_, at) => [at, {}]))),
        },
        headers: agent,
      });
    const ten = await batch(10);
    expect(ten.status).toBe(200);
    expect(ten.body).toHaveLength(10);
    const eleven = await batch(11);
    expect(eleven.status).toBe(400);
    expect(eleven.body).toMatchObject({ error: { message: 'BAD_REQUEST' } });
    expect(eleven.text.length).toBeLessThan(300);
    const thousands = await batch(120);
    expect(thousands.status).toBeGreaterThanOrEqual(400);
    expect(thousands.text.length).toBeLessThan(300);
  });

  test('one that does not exist is not found', async () => {
    for (const path of [
      'no.such',
      'access',
      'access.whoAmI.call',
      '__proto__',
      'constructor.name',
      'access.__proto__',
    ]) {
      const answer = await http.query(path, {}, agent);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body).toMatchObject(error('NOT_FOUND', 404));
      expect(answer.text).not.toContain('No procedure');
    }
  });

  test('a change is refused by GET, so that no link can make one', async () => {
    for (const path of ['payments.start', 'payments.cancel', 'billing.issueInvoice']) {
      const answer = await http.query(path, {}, agent);
      expect(answer.body).toMatchObject(error('METHOD_NOT_SUPPORTED', 405));
    }
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream', 'application/xml'])(
    'a change sent as %s, as another site’s form could, is refused',
    async (contentType) => {
      const answer = await http.mutate('payments.start', {}, { ...agent, 'content-type': contentType });
      expect(answer.status).toBe(415);
    },
  );

  test('a form is not a command', async () => {
    const type = 'multipart/form-data; boundary=x';
    const payload = '--x\r\ncontent-disposition: form-data; name="commandId"\r\n\r\n1\r\n--x--\r\n';
    const headers = { ...agent, 'content-type': type };
    const answer = await http.call({ method: 'POST', url: '/trpc/payments.start', payload, headers });
    expect(answer.status).toBe(415);
  });

  test('input that is no JSON is refused without a word about why', async () => {
    const answer = await http.call({
      method: 'POST',
      url: '/trpc/payments.start',
      payload: '{"commandId": "4111111111111111"',
      headers: { ...JSON_TYPE, ...agent },
    });
    expect(answer.body).toMatchObject(error('BAD_REQUEST', 400));
    expect(answer.text).not.toMatch(/4111|position|JSON/);
  });

  test('input of the wrong shape is refused without repeating it', async () => {
    const answer = await http.query('organisations.get', { reference: '<b>4111 1111 1111 1111</b>' }, agent);
    expect(answer.body).toMatchObject(error('BAD_REQUEST', 400));
    expect(answer.text).not.toMatch(/4111|<b>/);
    const surplus = await http.query('organisations.list', { text: '', admin: true }, agent);
    expect(surplus.body).toMatchObject(error('BAD_REQUEST', 400));
  });

  test('a refusal of the domain carries its code and details', async () => {
    const answer = await http.query('organisations.get', { reference: 'ORG104233K' }, agent);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({
      error: {
        message: 'ORGANISATION_NOT_FOUND',
        data: { domain: { code: 'ORGANISATION_NOT_FOUND', details: { reference: 'ORG104233K' } } },
      },
    });
  });
});

describe('hostile bodies', () => {
  const post = (payload: string, url = '/trpc/payments.start') =>
    http.call({ method: 'POST', url, payload, headers: { ...JSON_TYPE, ...agent } });

  test('a body of a megabyte is refused, said long or not', async () => {
    const large = JSON.stringify({ commandId: 'x'.repeat(1_000_000) });
    for (const url of ['/trpc/payments.start', '/session/open', '/session/close']) {
      const answer = await post(large, url);
      expect([url, answer.status]).toEqual([url, 413]);
      expect(answer.text.length).toBeLessThan(200);
    }
  });

  test.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', '{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000)],
  ])('%s nested very deep are refused, and the server goes on', async (_what, payload) => {
    expect((await post(payload)).status).toBe(400);
    expect((await post(payload, '/session/open')).status).toBeLessThan(500);
    expect((await http.call({ method: 'GET', url: '/health' })).status).toBe(200);
  });

  test.each([
    '{"__proto__": {"roles": ["finance-manager"]}}',
    '{"constructor": {"prototype": {"roles": ["finance-manager"]}}}',
    '{"text": "x", "__proto__": {"limit": 1}}',
  ])('%s gives nobody anything', async (payload) => {
    expect((await post(payload)).status).toBe(400);
    await http.call({ method: 'GET', url: '/trpc/organisations.list', query: { input: payload }, headers: agent });
    expect((await post(payload, '/session/open')).status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['roles']).toBeUndefined();
    expect(({} as Record<string, unknown>)['limit']).toBeUndefined();
    expect((await http.query('audit.list', {}, agent)).status).toBe(403);
  });

  test.each(['null', '[]', '"text"', '1', 'true', ''])('the body %s is refused', async (payload) => {
    expect((await post(payload)).status).toBe(400);
  });
});
