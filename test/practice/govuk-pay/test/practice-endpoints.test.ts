import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import {
  CAPTURE_DELAY_MS,
  createPayment,
  nextUrlOf,
  readPayment,
  startPay,
  STARTS_AT,
} from './support/pay-under-test.ts';
import type { GovukPay } from '../start-govuk-pay.ts';

const post = (pay: GovukPay, path: string, body: unknown = {}) =>
  fetch(`${pay.url}/_practice${path}`, { method: 'POST', body: JSON.stringify(body) });

async function paid(pay: GovukPay): Promise<string> {
  const created = await createPayment(pay);
  const payer = await openCardPage(nextUrlOf(created));
  await payer.enterCard({ number: '4444333322221111' });
  await payer.confirm();
  return created.payment_id;
}

describe('/_practice', () => {
  test('moves the clock forward', async () => {
    const pay = await startPay();
    const response = await post(pay, '/clock', { advanceSeconds: 5_400 });
    expect(await response.json()).toEqual({ now: new Date(STARTS_AT + 5_400_000).toISOString() });
    expect(pay.clock.now()).toBe(STARTS_AT + 5_400_000);
    const seen = await fetch(`${pay.url}/_practice/clock`);
    expect(await seen.json()).toEqual({ now: new Date(STARTS_AT + 5_400_000).toISOString() });
  });

  test.each([[{ advanceSeconds: -1 }], [{ advanceSeconds: 'x' }], [{}], ['nonsense']])(
    'refuses %j as a move',
    async (body) => {
      const pay = await startPay();
      expect((await post(pay, '/clock', body)).status).toBe(400);
      expect(pay.clock.now()).toBe(STARTS_AT);
    },
  );

  test('lists payments with their inner status and no way to their pages', async () => {
    const pay = await startPay();
    const id = await paid(pay);
    await createPayment(pay);
    const text = await (await fetch(`${pay.url}/_practice/payments`)).text();
    expect(JSON.parse(text)).toMatchObject({
      payments: [
        { paymentId: id, internalStatus: 'CAPTURE APPROVED', state: { status: 'success' }, amount: 9_200 },
        { internalStatus: 'CREATED' },
      ],
    });
    expect(text).not.toMatch(/secure|token|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test('lists the API requests and how they were answered', async () => {
    const pay = await startPay();
    const { payment_id: id } = await createPayment(pay);
    await readPayment(pay, id);
    const { requests } = await (await fetch(`${pay.url}/_practice/requests`)).json();
    expect(requests).toMatchObject([
      { method: 'POST', path: '/v1/payments', status: 201 },
      { method: 'GET', path: `/v1/payments/${id}`, status: 200 },
    ]);
  });

  test('makes the capture of a success fail, before it is captured and not after', async () => {
    const pay = await startPay();
    const [approved, submitted, captured] = [await paid(pay), await paid(pay), await paid(pay)];
    expect((await post(pay, `/payments/${approved}/capture-failure`)).status).toBe(200);
    expect((await readPayment(pay, approved)).state).toMatchObject({ status: 'error', code: 'P0050' });
    pay.clock.advance(CAPTURE_DELAY_MS / 2);
    pay.failCapture(submitted);
    expect((await readPayment(pay, submitted)).state.code).toBe('P0050');
    pay.clock.advance(CAPTURE_DELAY_MS);
    expect((await post(pay, `/payments/${captured}/capture-failure`)).status).toBe(409);
    expect((await readPayment(pay, captured)).settlement_summary.captured_date).toBeDefined();
    expect(() => pay.failCapture(captured)).toThrow();
  });

  test('has no capture to fail where nothing is confirmed, or there is no payment', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    await (await openCardPage(nextUrlOf(created))).enterCard({ number: '4444333322221111' });
    expect((await post(pay, `/payments/${created.payment_id}/capture-failure`)).status).toBe(409);
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('submitted');
    expect((await post(pay, '/payments/nope/capture-failure')).status).toBe(404);
  });
});

test('the page for people shows the payments, the cards and the faults', async () => {
  const pay = await startPay();
  expect(await (await fetch(pay.url)).text()).toContain('No payment has been created yet');
  await createPayment(pay, { reference: 'PAY-1' });
  const text = await (await fetch(pay.url)).text();
  for (const word of ['PAY-1', '£92.00', '4444333322221111', '4000000000003006', '.93']) expect(text).toContain(word);
});
