import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import type { GovukPay } from '../start-govuk-pay.ts';
import {
  CAPTURE_DELAY_MS,
  call,
  createPayment,
  nextUrlOf,
  readPayment,
  refusalOf,
  startPay,
  STARTS_AT,
} from './support/pay-under-test.ts';

const VISA = '4444333322221111';
const NINETY_MINUTES_MS = 90 * 60_000;

async function confirmed(pay: GovukPay, number: string): Promise<string> {
  const created = await createPayment(pay);
  const payer = await openCardPage(nextUrlOf(created));
  await payer.enterCard({ number });
  await payer.confirm();
  return created.payment_id;
}

describe('a payment expires 90 minutes after its creation', () => {
  test.each([
    ['created', 0],
    ['started', 1],
    ['submitted', 2],
  ])('while it is %s', async (status, steps) => {
    const pay = await startPay();
    const created = await createPayment(pay);
    pay.clock.advance(60_000);
    const payer = steps > 0 ? await openCardPage(nextUrlOf(created)) : undefined;
    if (steps > 1) await payer?.enterCard({ number: VISA });
    pay.clock.advance(NINETY_MINUTES_MS - 60_001);
    expect((await readPayment(pay, created.payment_id)).state.status).toBe(status);
    pay.clock.advance(1);
    const expired = await readPayment(pay, created.payment_id);
    expect(expired.state).toEqual({ status: 'failed', finished: true, code: 'P0020', message: 'Payment expired' });
    expect(expired._links.cancel).toBeUndefined();
    const cancel = await call(pay, 'POST', `/v1/payments/${created.payment_id}/cancel`);
    expect(await refusalOf(cancel)).toEqual({ status: 400, code: 'P0501' });
    if (payer) expect((await payer.reload()).heading).toBe('Your payment session has expired');
  });

  test('dated when it fell due, however late that is noticed', async () => {
    const pay = await startPay();
    await createPayment(pay);
    pay.clock.advance(7 * 24 * 3_600_000);
    expect(pay.payments()[0]?.events.at(-1)).toEqual({ status: 'EXPIRED', at: STARTS_AT + NINETY_MINUTES_MS });
  });

  test('but not once it is confirmed', async () => {
    const pay = await startPay();
    const id = await confirmed(pay, VISA);
    pay.clock.advance(2 * NINETY_MINUTES_MS);
    expect((await readPayment(pay, id)).state.status).toBe('success');
  });

  test('and not in the middle of an authorisation, whose answer comes first', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    pay.clock.advance(NINETY_MINUTES_MS - 1_000);
    await payer.enterCard({ number: '4000000000002008' });
    pay.clock.advance(10_000);
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('started');
    pay.clock.advance(10_000);
    expect((await readPayment(pay, created.payment_id)).state.code).toBe('P0020');
    const answeredAt = STARTS_AT + NINETY_MINUTES_MS + 19_000;
    expect(pay.payments()[0]?.events.slice(-2)).toEqual([
      { status: 'AUTHORISATION SUCCESS', at: answeredAt },
      { status: 'EXPIRED', at: answeredAt },
    ]);
  });
});

describe('capture comes after the confirmation', () => {
  test('first submitted, then captured, on the UTC day', async () => {
    const pay = await startPay();
    const id = await confirmed(pay, VISA);
    const atOnce = await readPayment(pay, id);
    expect([atOnce.settlement_summary, atOnce.refund_summary.status]).toEqual([{}, 'pending']);
    pay.clock.advance(CAPTURE_DELAY_MS / 2);
    const submitTime = new Date(STARTS_AT + CAPTURE_DELAY_MS / 2).toISOString();
    expect((await readPayment(pay, id)).settlement_summary).toEqual({ capture_submit_time: submitTime });
    pay.clock.advance(CAPTURE_DELAY_MS / 2);
    const captured = await readPayment(pay, id);
    expect(captured.settlement_summary).toEqual({ capture_submit_time: submitTime, captured_date: '2026-03-02' });
    expect(captured.refund_summary.status).toBe('available');
  });

  test('with its card, a day later', async () => {
    const pay = await startPay();
    const id = await confirmed(pay, '4000000000004004');
    pay.clock.advance(24 * 3_600_000 - 1);
    expect((await readPayment(pay, id)).settlement_summary).not.toHaveProperty('captured_date');
    pay.clock.advance(1);
    expect((await readPayment(pay, id)).settlement_summary.captured_date).toBe('2026-03-03');
  });

  test('with its card, fails: success becomes error', async () => {
    const pay = await startPay();
    const id = await confirmed(pay, '4000000000003006');
    expect((await readPayment(pay, id)).state.status).toBe('success');
    pay.clock.advance(CAPTURE_DELAY_MS);
    const failed = await readPayment(pay, id);
    expect(failed.state).toMatchObject({ status: 'error', finished: true, code: 'P0050' });
    expect([failed.settlement_summary, failed.refund_summary.status]).toEqual([{}, 'unavailable']);
  });
});

test('with its card, the provider answers after 20 seconds, and the waiting page looks again by itself', async () => {
  const pay = await startPay();
  const created = await createPayment(pay);
  const payer = await openCardPage(nextUrlOf(created));
  const waiting = await payer.enterCard({ number: '4000000000002008' });
  expect(waiting.heading).toBe('Checking card details');
  expect(waiting.html).toContain('location.reload()');
  pay.clock.advance(19_999);
  expect((await payer.reload()).heading).toBe('Checking card details');
  pay.clock.advance(1);
  expect((await payer.reload()).heading).toBe('Confirm your payment');
  expect((await payer.confirm()).returnedTo).toBeDefined();
});

test('authorisation can be made slow for every card', async () => {
  const pay = await startPay({ authorisationDelayMs: 1_500 });
  const payer = await openCardPage(nextUrlOf(await createPayment(pay)));
  expect((await payer.enterCard({ number: VISA })).heading).toBe('Checking card details');
  pay.clock.advance(1_500);
  expect((await payer.reload()).heading).toBe('Confirm your payment');
});
