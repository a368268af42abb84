import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import type { GovukPay } from '../start-govuk-pay.ts';
import { call, createPayment, nextUrlOf, readPayment, refusalOf, startPay } from './support/pay-under-test.ts';

const VISA = '4444333322221111';
const SLOW = '4000000000002008';

const cancel = (pay: GovukPay, id: string) => call(pay, 'POST', `/v1/payments/${id}/cancel`);

describe('cancelling by the service', () => {
  test.each([
    ['created', async () => {}],
    ['started', async (nextUrl: string) => void (await openCardPage(nextUrl))],
    ['submitted', async (nextUrl: string) => void (await (await openCardPage(nextUrl)).enterCard({ number: VISA }))],
  ])('works while it is %s', async (status, bring) => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const { payment_id: id } = created;
    await bring(nextUrlOf(created));
    const before = await readPayment(pay, id);
    expect(before.state.status).toBe(status);
    expect(before._links.cancel).toBeDefined();
    const response = await cancel(pay, id);
    expect([response.status, await response.text()]).toEqual([204, '']);
    const after = await readPayment(pay, id);
    expect(after.state).toEqual({
      status: 'cancelled',
      finished: true,
      code: 'P0040',
      message: 'Payment was cancelled by the service',
    });
    expect(after._links.cancel).toBeUndefined();
    expect(after._links.next_url).toBeUndefined();
    expect(after.refund_summary.status).toBe('unavailable');
  });

  test('is refused once it is finished, unknown, or while the provider is being asked', async () => {
    const pay = await startPay();
    const { payment_id: cancelled } = await createPayment(pay);
    await cancel(pay, cancelled);
    expect(await refusalOf(await cancel(pay, cancelled))).toEqual({ status: 400, code: 'P0501' });
    expect(await refusalOf(await cancel(pay, 'nope'))).toEqual({ status: 404, code: 'P0500' });
    const asked = await createPayment(pay);
    await (await openCardPage(nextUrlOf(asked))).enterCard({ number: SLOW });
    expect(await refusalOf(await cancel(pay, asked.payment_id))).toEqual({ status: 409, code: 'P0502' });
  });

  test('leaves the open card page with the news and nothing to confirm', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: VISA });
    await cancel(pay, created.payment_id);
    expect((await payer.confirm()).heading).toBe('Your payment has been cancelled');
    expect((await readPayment(pay, created.payment_id)).state.code).toBe('P0040');
  });
});

describe('delayed capture', () => {
  const capture = (pay: GovukPay, id: string) => call(pay, 'POST', `/v1/payments/${id}/capture`);
  const confirmed = async (pay: GovukPay): Promise<string> => {
    const created = await createPayment(pay, { delayed_capture: true });
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: VISA });
    await payer.confirm();
    return created.payment_id;
  };

  test('a confirmed payment waits as capturable, without an address, until it is captured', async () => {
    const pay = await startPay();
    const id = await confirmed(pay);
    const waiting = await readPayment(pay, id);
    expect(waiting.state).toEqual({ status: 'capturable', finished: false });
    expect(waiting._links.next_url).toBeUndefined();
    expect(waiting._links.capture?.href).toBe(`${pay.url}/v1/payments/${id}/capture`);
    expect((await capture(pay, id)).status).toBe(204);
    expect((await readPayment(pay, id)).state.status).toBe('success');
    expect(await refusalOf(await capture(pay, id))).toEqual({ status: 409, code: 'P1003' });
    expect(await refusalOf(await capture(pay, 'nope'))).toEqual({ status: 404, code: 'P1000' });
  });

  test('can be cancelled, and expires 120 hours after creation', async () => {
    const pay = await startPay();
    const [one, other] = [await confirmed(pay), await confirmed(pay)];
    expect((await cancel(pay, one)).status).toBe(204);
    pay.clock.advance(120 * 3_600_000 - 1);
    expect((await readPayment(pay, other)).state.status).toBe('capturable');
    pay.clock.advance(1);
    expect((await readPayment(pay, other)).state.code).toBe('P0020');
  });
});
