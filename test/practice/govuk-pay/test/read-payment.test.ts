import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import {
  call,
  createPayment,
  nextUrlOf,
  readPayment,
  refusalOf,
  startPay,
  STARTS_AT,
} from './support/pay-under-test.ts';

const VISA = '4444333322221111';

describe('reading a payment', () => {
  test('each read of an open payment mints a new address, and the earlier ones stay good', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const read = [await readPayment(pay, created.payment_id), await readPayment(pay, created.payment_id)];
    const addresses = [created, ...read].map(nextUrlOf);
    expect(new Set(addresses).size).toBe(3);
    for (const address of addresses) expect((await openCardPage(address)).seen.heading).toBe('Enter card details');
  });

  test('shows the card, the provider’s id and no address once it is paid', async () => {
    const pay = await startPay();
    const created = await createPayment(pay);
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: VISA, expiryMonth: '3', expiryYear: '2031', cardholderName: 'P. Ayer' });
    await payer.confirm();
    const paid = await readPayment(pay, created.payment_id);
    expect(paid).toMatchObject({
      state: { status: 'success', finished: true },
      card_brand: 'Visa',
      provider_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
    });
    expect(paid.card_details).toEqual({
      card_brand: 'Visa',
      card_type: 'credit',
      first_digits_card_number: '444433',
      last_digits_card_number: '1111',
      expiry_date: '03/31',
      cardholder_name: 'P. Ayer',
      billing_address: null,
      wallet_type: null,
    });
    expect(Object.keys(paid._links).toSorted()).toEqual(['events', 'refunds', 'self']);
  });

  test('leaves out what is not known yet', async () => {
    const pay = await startPay();
    const read = await readPayment(pay, (await createPayment(pay)).payment_id);
    for (const field of ['card_details', 'card_brand', 'provider_id', 'email', 'metadata', 'fee', 'net_amount']) {
      expect(read).not.toHaveProperty(field);
    }
    expect(read.state).toEqual({ status: 'created', finished: false });
  });

  test('an unknown payment is a 404 with the code of the endpoint', async () => {
    const pay = await startPay();
    expect(await refusalOf(await call(pay, 'GET', '/v1/payments/nope'))).toEqual({ status: 404, code: 'P0200' });
    expect(await refusalOf(await call(pay, 'GET', '/v1/payments/nope/events'))).toEqual({ status: 404, code: 'P0300' });
  });
});

test('events are the changes of the shown state, oldest first, and a paid one can still become an error', async () => {
  const pay = await startPay();
  const created = await createPayment(pay);
  const payer = await openCardPage(nextUrlOf(created));
  pay.clock.advance(60_000);
  await payer.enterCard({ number: '4000000000003006' });
  await payer.confirm();
  pay.clock.advance(10_000);
  const response = await call(pay, 'GET', `/v1/payments/${created.payment_id}/events`);
  const self = `${pay.url}/v1/payments/${created.payment_id}`;
  const event = (state: object, afterMs: number) => ({
    payment_id: created.payment_id,
    state,
    updated: new Date(STARTS_AT + afterMs).toISOString(),
    _links: { payment_url: { href: self, method: 'GET' } },
  });
  expect(await response.json()).toEqual({
    payment_id: created.payment_id,
    _links: { self: { href: `${self}/events`, method: 'GET' } },
    events: [
      event({ status: 'created', finished: false }, 0),
      event({ status: 'started', finished: false }, 0),
      event({ status: 'submitted', finished: false }, 60_000),
      event({ status: 'success', finished: true }, 60_000),
      event({ status: 'error', finished: true, code: 'P0050', message: 'Payment provider returned an error' }, 64_000),
    ],
  });
});
