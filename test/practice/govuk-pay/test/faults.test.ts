import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import type { GovukPay } from '../start-govuk-pay.ts';
import {
  call,
  createBody,
  createPayment,
  nextUrlOf,
  readPayment,
  refusalOf,
  startPay,
} from './support/pay-under-test.ts';

const create = (pay: GovukPay, amount: number) => call(pay, 'POST', '/v1/payments', createBody({ amount }));
const read = (pay: GovukPay, id: string) => call(pay, 'GET', `/v1/payments/${id}`);
const cancel = (pay: GovukPay, id: string) => call(pay, 'POST', `/v1/payments/${id}/cancel`);

/** What a request comes to: its status, or that its connection was dropped. */
const outcomeOf = (request: Promise<Response>): Promise<number | 'dropped'> =>
  request.then(
    (response) => response.status,
    () => 'dropped' as const,
  );

/** Waits until `condition` holds; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('create', () => {
  test('.91 works at once and answers after 8 seconds', async () => {
    const pay = await startPay();
    let answered = false;
    const creating = create(pay, 9_291).then((response) => {
      answered = true;
      return response;
    });
    await until(() => pay.payments().length === 1);
    pay.clock.advance(7_999);
    // A whole other request goes through meanwhile, so that an early answer would have been seen.
    await read(pay, pay.payments()[0]?.id ?? '');
    expect(answered).toBe(false);
    pay.clock.advance(1);
    expect((await creating).status).toBe(201);
  });

  test('.92 answers 500 and makes nothing', async () => {
    const pay = await startPay();
    expect(await refusalOf(await create(pay, 9_292))).toEqual({ status: 500, code: 'P0198' });
    expect(pay.payments()).toEqual([]);
  });

  test('.93 works and its answer is lost', async () => {
    const pay = await startPay();
    expect(await outcomeOf(create(pay, 9_293))).toBe('dropped');
    expect(pay.payments().map((payment) => payment.status)).toEqual(['CREATED']);
    expect(pay.requests().at(-1)).toMatchObject({ method: 'POST', path: '/v1/payments', status: 0 });
  });

  test('.94 works and answers 500', async () => {
    const pay = await startPay();
    expect(await refusalOf(await create(pay, 9_294))).toEqual({ status: 500, code: 'P0198' });
    expect(pay.payments().map((payment) => payment.status)).toEqual(['CREATED']);
  });

  test('.95 answers 429 and makes nothing', async () => {
    const pay = await startPay();
    expect(await refusalOf(await create(pay, 9_295))).toEqual({ status: 429, code: 'P0900' });
    expect(pay.payments()).toEqual([]);
  });

  test('a fault does not hide that the request is wrong', async () => {
    const pay = await startPay();
    const response = await call(pay, 'POST', '/v1/payments', createBody({ amount: 9_293, reference: '' }));
    expect(response.status).toBe(400);
  });
});

describe('read', () => {
  test('.81 answers 500 three times, then the payment', async () => {
    const pay = await startPay();
    const { payment_id: id } = await createPayment(pay, { amount: 9_281 });
    for (let count = 0; count < 3; count += 1) {
      expect(await refusalOf(await read(pay, id))).toEqual({ status: 500, code: 'P0298' });
    }
    expect((await readPayment(pay, id)).state.status).toBe('created');
  });

  test('.82 takes 10 seconds twice, then none', async () => {
    const pay = await startPay();
    const { payment_id: id } = await createPayment(pay, { amount: 9_282 });
    for (let count = 1; count <= 2; count += 1) {
      let answered = false;
      const reading = read(pay, id).then((response) => {
        answered = true;
        return response.status;
      });
      await until(() => pay.payments()[0]?.faultyReads === count);
      pay.clock.advance(9_999);
      await call(pay, 'GET', '/v1/payments');
      expect(answered).toBe(false);
      pay.clock.advance(1);
      expect(await reading).toBe(200);
    }
    expect((await read(pay, id)).status).toBe(200);
  });

  test('a request that hangs does not keep the stand-in from stopping', async () => {
    const pay = await startPay();
    const { payment_id: id } = await createPayment(pay, { amount: 9_282 });
    const reading = outcomeOf(read(pay, id));
    await until(() => pay.payments()[0]?.faultyReads === 1);
    await pay.close();
    expect(await reading).toBe('dropped');
  });
});

describe('cancel', () => {
  test('.71 works and its answer is lost', async () => {
    const pay = await startPay();
    const { payment_id: id } = await createPayment(pay, { amount: 9_271 });
    expect(await outcomeOf(cancel(pay, id))).toBe('dropped');
    expect((await readPayment(pay, id)).state.status).toBe('cancelled');
  });

  test('.72 works and answers 500', async () => {
    const pay = await startPay();
    const { payment_id: id } = await createPayment(pay, { amount: 9_272 });
    expect(await refusalOf(await cancel(pay, id))).toEqual({ status: 500, code: 'P0598' });
    expect((await readPayment(pay, id)).state.status).toBe('cancelled');
    expect(await refusalOf(await cancel(pay, id))).toEqual({ status: 400, code: 'P0501' });
  });
});

describe('cards', () => {
  test('4000000000005001: the provider fails at Confirm', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: '4000000000005001' });
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('submitted');
    expect((await payer.confirm()).heading).toBe('We’re experiencing technical problems');
    expect((await readPayment(pay, created.payment_id)).state).toMatchObject({ status: 'error', code: 'P0050' });
  });

  test('4000000000006009: Confirm works and its answer is lost', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: '4000000000006009' });
    await expect(payer.confirm()).rejects.toThrow();
    expect((await readPayment(pay, created.payment_id)).state.status).toBe('success');
    expect((await payer.reload()).heading).toBe('Your payment was successful');
  });
});

test.each([8_200, 9_200, 4_100, 4_600, 2_050, 2_300])('the price %d meets no fault', async (amount) => {
  const pay = await startPay();
  const { payment_id: id } = await createPayment(pay, { amount });
  expect((await read(pay, id)).status).toBe(200);
  expect((await cancel(pay, id)).status).toBe(204);
});
