import { describe, expect, test } from 'vitest';
import { call, createBody, createPayment, KEY, LIVE_KEY, refusalOf, startPay } from './support/pay-under-test.ts';

describe('getting in', () => {
  test.each([
    ['no header', undefined, 'text/html'],
    ['another scheme', `Basic ${KEY}`, 'text/html'],
    ['an unknown key', 'Bearer api_test_unknown', 'text/plain'],
  ])('%s is a 401 that is not JSON', async (_name, authorization, contentType) => {
    const pay = await startPay();
    const response = await fetch(
      `${pay.url}/v1/payments`,
      authorization === undefined ? {} : { headers: { authorization } },
    );
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain(contentType);
    const body = await response.text();
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  test('an unknown path is a 404, but only for those with a key', async () => {
    const pay = await startPay();
    expect((await call(pay, 'GET', '/v1/nothing')).status).toBe(404);
    expect((await call(pay, 'POST', '/v1/payments/x/refunds', {})).status).toBe(404);
    expect((await fetch(`${pay.url}/v1/nothing`)).status).toBe(401);
  });

  test('one account does not see another’s payments', async () => {
    const pay = await startPay({ searchLagMs: 0 });
    const { payment_id: id } = await createPayment(pay);
    expect(await refusalOf(await call(pay, 'GET', `/v1/payments/${id}`, undefined, LIVE_KEY))).toEqual({
      status: 404,
      code: 'P0200',
    });
    expect(await refusalOf(await call(pay, 'POST', `/v1/payments/${id}/cancel`, undefined, LIVE_KEY))).toEqual({
      status: 404,
      code: 'P0500',
    });
    const found = await call(pay, 'GET', '/v1/payments', undefined, LIVE_KEY);
    expect(await found.json()).toMatchObject({ total: 0, results: [] });
  });
});

describe('rate limits', () => {
  test('creates beyond 15 a second are refused for that account alone, until the next second', async () => {
    const pay = await startPay({ rateLimits: { postsPerSecond: 15, getsPerSecond: 75 } });
    const create = (key = KEY) => call(pay, 'POST', '/v1/payments', createBody(), key);
    for (let count = 0; count < 15; count += 1) expect((await create()).status).toBe(201);
    const refused = await create();
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(await refusalOf(refused)).toEqual({ status: 429, code: 'P0900' });
    expect((await create(LIVE_KEY)).status).toBe(201);
    pay.clock.advance(1_000);
    expect((await create()).status).toBe(201);
  });

  test('creates, other POSTs and GETs are counted apart', async () => {
    const pay = await startPay({ rateLimits: { postsPerSecond: 1, getsPerSecond: 2 } });
    const { payment_id: id } = await createPayment(pay);
    expect((await call(pay, 'POST', `/v1/payments/${id}/cancel`)).status).toBe(204);
    expect((await call(pay, 'GET', `/v1/payments/${id}`)).status).toBe(200);
    expect((await call(pay, 'GET', '/v1/payments')).status).toBe(200);
    expect((await call(pay, 'GET', `/v1/payments/${id}`)).status).toBe(429);
    expect((await call(pay, 'POST', `/v1/payments/${id}/cancel`)).status).toBe(429);
  });
});
