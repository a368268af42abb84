import { expect, test } from 'vitest';
import { z } from 'zod';
import { openCardPage } from '../card-payer.ts';
import type { GovukPay } from '../start-govuk-pay.ts';
import { call, createPayment, nextUrlOf, readPayment, refusalOf, startPay } from './support/pay-under-test.ts';

const refundSchema = z.object({ refund_id: z.string(), amount: z.int(), status: z.string() });
const listSchema = z.object({ _embedded: z.object({ refunds: z.array(refundSchema) }) });

async function capturedPayment(pay: GovukPay): Promise<string> {
  const created = await createPayment(pay);
  const payer = await openCardPage(nextUrlOf(created));
  await payer.enterCard({ number: '4444333322221111' });
  await payer.confirm();
  pay.clock.advance(10_000);
  return created.payment_id;
}

const refund = (pay: GovukPay, id: string, amount: number, available: number): Promise<Response> =>
  call(pay, 'POST', `/v1/payments/${id}/refunds`, { amount, refund_amount_available: available });
const refundsOf = async (pay: GovukPay, id: string) =>
  listSchema.parse(await (await call(pay, 'GET', `/v1/payments/${id}/refunds`)).json())._embedded.refunds;
const summaryOf = async (pay: GovukPay, id: string) => (await readPayment(pay, id)).refund_summary;

test('parts are refunded until nothing is left, and what the caller believes is left must be so', async () => {
  const pay = await startPay();
  const id = await capturedPayment(pay);
  expect((await refund(pay, id, 4_600, 9_200)).status).toBe(202);
  expect(await refusalOf(await refund(pay, id, 4_600, 9_200))).toEqual({ status: 412, code: 'P0604' });
  expect(await refusalOf(await refund(pay, id, 4_700, 4_600))).toMatchObject({ status: 422, code: 'P0602' });
  expect(await summaryOf(pay, id)).toEqual({ status: 'available', amount_available: 4_600, amount_submitted: 4_600 });
  expect((await refund(pay, id, 4_600, 4_600)).status).toBe(202);
  expect(await summaryOf(pay, id)).toEqual({ status: 'full', amount_available: 0, amount_submitted: 9_200 });
  expect(await refusalOf(await refund(pay, id, 4_600, 4_600))).toEqual({ status: 412, code: 'P0604' });
  expect((await refundsOf(pay, id)).map(({ status }) => status)).toEqual(['success', 'success']);
});

test('a payment that is not captured cannot be refunded', async () => {
  const pay = await startPay();
  const { payment_id: id } = await createPayment(pay);
  expect(await refusalOf(await refund(pay, id, 100, 9_200))).toEqual({ status: 400, code: 'P0603' });
});

test('one is submitted for a day and then fails, and gives its amount back', async () => {
  const pay = await startPay();
  const id = await capturedPayment(pay);
  await refund(pay, id, 4_632, 9_200);
  expect((await refundsOf(pay, id)).map(({ status }) => status)).toEqual(['submitted']);
  expect(await summaryOf(pay, id)).toMatchObject({ amount_available: 4_568 });
  pay.clock.advance(24 * 60 * 60 * 1_000);
  expect((await refundsOf(pay, id)).map(({ status }) => status)).toEqual(['error']);
  expect(await summaryOf(pay, id)).toMatchObject({ status: 'available', amount_available: 9_200 });
});

test('one whose answer is lost is there, one that is refused is not', async () => {
  const pay = await startPay();
  const id = await capturedPayment(pay);
  await expect(refund(pay, id, 133, 9_200)).rejects.toThrow();
  expect((await refund(pay, id, 134, 9_067)).status).toBe(500);
  expect((await refund(pay, id, 135, 8_933)).status).toBe(500);
  expect((await refund(pay, id, 136, 8_933)).status).toBe(412);
  expect((await refund(pay, id, 137, 8_933)).status).toBe(429);
  expect((await refundsOf(pay, id)).map(({ amount }) => amount)).toEqual([133, 134]);
});

test('search finds refunds when it has caught up', async () => {
  const pay = await startPay({ searchLagMs: 2_000 });
  const id = await capturedPayment(pay);
  await refund(pay, id, 100, 9_200);
  const search = async () =>
    z.object({ total: z.int() }).parse(await (await call(pay, 'GET', '/v1/refunds')).json()).total;
  expect(await search()).toBe(0);
  pay.clock.advance(2_000);
  expect(await search()).toBe(1);
});
