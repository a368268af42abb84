import { describe, expect, test } from 'vitest';
import { openCardPage } from '../card-payer.ts';
import {
  call,
  createBody,
  createPayment,
  KEY,
  LIVE_KEY,
  nextUrlOf,
  readPayment,
  STARTS_AT,
  startPay,
} from './support/pay-under-test.ts';

describe('creating a payment', () => {
  test('answers 201 with the payment, its place and no caching', async () => {
    const pay = await startPay();
    const response = await call(
      pay,
      'POST',
      '/v1/payments',
      createBody({ metadata: { attempt: 'a-1', parts: 2, part: true } }),
    );
    const body = await response.json();
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`${pay.url}/v1/payments/${body.payment_id}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('pragma')).toBe('no-cache');
    expect(body).toEqual({
      amount: 9_200,
      reference: 'PAY-7K2M-4Q',
      description: 'Registering one LPA',
      return_url: 'https://desk.internal/returned',
      language: 'en',
      moto: true,
      delayed_capture: false,
      authorisation_mode: 'web',
      metadata: { attempt: 'a-1', parts: 2, part: true },
      state: { status: 'created', finished: false },
      payment_id: expect.stringMatching(/^[0-9a-z]{26}$/),
      payment_provider: 'sandbox',
      created_date: new Date(STARTS_AT).toISOString(),
      refund_summary: { status: 'pending', amount_available: 9_200, amount_submitted: 0 },
      settlement_summary: {},
      _links: {
        self: { href: `${pay.url}/v1/payments/${body.payment_id}`, method: 'GET' },
        events: { href: `${pay.url}/v1/payments/${body.payment_id}/events`, method: 'GET' },
        refunds: { href: `${pay.url}/v1/payments/${body.payment_id}/refunds`, method: 'GET' },
        cancel: { href: `${pay.url}/v1/payments/${body.payment_id}/cancel`, method: 'POST' },
        next_url: { href: expect.stringMatching(/\/secure\/[0-9a-f-]{36}$/), method: 'GET' },
        next_url_post: {
          href: `${pay.url}/secure`,
          method: 'POST',
          type: 'application/x-www-form-urlencoded',
          params: { chargeTokenId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        },
      },
    });
  });

  test('the same request with the same idempotency key twice makes two payments', async () => {
    const pay = await startPay();
    const create = () =>
      fetch(`${pay.url}/v1/payments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'idempotency-key': 'attempt-1' },
        body: JSON.stringify(createBody()),
      });
    const [one, other] = [await create(), await create()];
    expect([one.status, other.status]).toEqual([201, 201]);
    expect((await one.json()).payment_id).not.toBe((await other.json()).payment_id);
    expect(pay.payments()).toHaveLength(2);
  });

  test('gives back what was prefilled, until a card is entered', async () => {
    const pay = await startPay();
    const payment = await createPayment(pay, {
      email: 'payer@example.org',
      prefilled_cardholder_details: {
        cardholder_name: 'A Payer',
        billing_address: { line1: '1 High Street', country: 'GB' },
      },
    });
    expect(payment).toMatchObject({ email: 'payer@example.org' });
    expect(payment.card_details).toEqual({
      cardholder_name: 'A Payer',
      billing_address: { line1: '1 High Street', country: 'GB' },
      card_brand: null,
      card_type: null,
      expiry_date: null,
      first_digits_card_number: null,
      last_digits_card_number: null,
      wallet_type: null,
    });
    const payer = await openCardPage(nextUrlOf(payment));
    expect(payer.seen.html).toContain('value="A Payer"');
    await payer.enterCard({ number: '4444333322221111', cardholderName: 'Another' });
    const entered = await readPayment(pay, payment.payment_id);
    expect(entered.card_details).toMatchObject({ cardholder_name: 'Another', billing_address: null });
  });

  test('a live account is with Worldpay', async () => {
    const pay = await startPay();
    const response = await call(pay, 'POST', '/v1/payments', createBody(), LIVE_KEY);
    expect(await response.json()).toMatchObject({ payment_provider: 'worldpay' });
  });

  test('empty metadata and null e-mail count as absent', async () => {
    const pay = await startPay();
    const created = await createPayment(pay, { metadata: {}, email: null });
    const read = await readPayment(pay, created.payment_id);
    for (const payment of [created, read]) {
      expect(payment).not.toHaveProperty('metadata');
      expect(payment).not.toHaveProperty('email');
    }
  });

  test('the host of the payment pages can differ from that of the API', async () => {
    const pay = await startPay({ pagesHost: 'localhost' });
    const { _links: links } = await createPayment(pay);
    expect(links.next_url?.href).toMatch(/^http:\/\/localhost:\d+\/secure\//);
    expect(links.self.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\//);
  });
});
