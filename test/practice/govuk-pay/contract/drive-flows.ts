import { type CardEntry, openCardPage } from '../card-payer.ts';
import { createPayClock } from '../pay-clock.ts';
import { type GovukPay, startGovukPay } from '../start-govuk-pay.ts';
import { z } from 'zod';

/** One answer of the API: the operation as the description names it, and the body where it is JSON. */
export type Answered = { operation: string; status: number; body: unknown };

const KEY = 'api_test_contract';
const CREATE = {
  amount: 9_200,
  reference: 'PAY-7K2M-4Q',
  description: 'Registering one LPA',
  return_url: 'https://desk.internal/returned',
  moto: true,
  email: 'payer@example.org',
  metadata: { attempt: 'a-1', parts: 2, part: true },
};
const PAYMENT = '/v1/payments/{paymentId}';

const createdSchema = z.object({
  payment_id: z.string(),
  _links: z.object({ next_url: z.object({ href: z.string() }) }),
});

const refundedSchema = z.object({ refund_id: z.string() });

/** Takes a stand-in through every state and refusal of the API and returns all that it answered. */
export async function driveFlows(): Promise<Answered[]> {
  const clock = createPayClock({ speed: 0 });
  const rateLimits = { postsPerSecond: 1_000, getsPerSecond: 1_000 };
  const pay = await startGovukPay({
    apiKeys: [{ key: KEY, accountName: 'contract' }],
    clock,
    searchLagMs: 0,
    rateLimits,
  });
  try {
    const answered: Answered[] = [];
    const flow = createFlow(pay, answered);
    await driveEndings(flow, pay);
    await driveRefusals(flow);
    await driveRefunds(flow, pay);
    await driveSearch(flow, pay);
    return answered;
  } finally {
    await pay.close();
  }
}

type Flow = ReturnType<typeof createFlow>;

function createFlow(pay: GovukPay, answered: Answered[]) {
  const call = async (method: string, template: string, path: string, body?: unknown, key = KEY): Promise<unknown> => {
    const response = await fetch(`${pay.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    const read: unknown = isJson ? JSON.parse(text) : undefined;
    answered.push({ operation: `${method} ${template}`, status: response.status, body: read });
    return read;
  };
  return {
    call,
    create: async (changes: Record<string, unknown> = {}) =>
      createdSchema.parse(await call('POST', '/v1/payments', '/v1/payments', { ...CREATE, ...changes })),
    refuse: (changes: Record<string, unknown>) =>
      call('POST', '/v1/payments', '/v1/payments', { ...CREATE, ...changes }),
    look: async (id: string): Promise<void> => {
      await call('GET', PAYMENT, `/v1/payments/${id}`);
      await call('GET', `${PAYMENT}/events`, `/v1/payments/${id}/events`);
    },
    act: (verb: 'cancel' | 'capture', id: string) => call('POST', `${PAYMENT}/${verb}`, `/v1/payments/${id}/${verb}`),
  };
}

async function driveEndings(flow: Flow, pay: GovukPay): Promise<void> {
  const cards: CardEntry[] = ['4444333322221111', '4000000000000010', '4000000000000002', '4000000000000119'].map(
    (number) => ({ number }),
  );
  for (const card of cards) {
    const { payment_id: id, _links: links } = await flow.create();
    await flow.look(id);
    const payer = await openCardPage(links.next_url.href);
    await flow.look(id);
    const seen = await payer.enterCard(card);
    await flow.look(id);
    if (seen.heading !== 'Confirm your payment') continue;
    await payer.confirm();
    await flow.look(id);
    pay.clock.advance(10_000);
    await flow.look(id);
  }
  const prefilled = await flow.create({
    prefilled_cardholder_details: { billing_address: { line1: '1 High Street' } },
  });
  await flow.act('cancel', prefilled.payment_id);
  await flow.look(prefilled.payment_id);
  const delayed = await flow.create({ delayed_capture: true });
  const payer = await openCardPage(delayed._links.next_url.href);
  await payer.enterCard({ number: '4444333322221111' });
  await payer.confirm();
  await flow.look(delayed.payment_id);
  await flow.act('capture', delayed.payment_id);
  await flow.act('capture', delayed.payment_id);
  await flow.act('cancel', delayed.payment_id);
}

async function driveRefusals(flow: Flow): Promise<void> {
  await flow.refuse({ reference: '' });
  await flow.refuse({ amount: 0 });
  await flow.refuse({ amount: 9_292 });
  await flow.refuse({ amount: 9_295 });
  await flow.call('POST', '/v1/payments', '/v1/payments', CREATE, 'api_test_unknown');
  await flow.look('nope');
  await flow.act('cancel', 'nope');
  await flow.act('capture', 'nope');
  const asked = await flow.create();
  await (await openCardPage(asked._links.next_url.href)).enterCard({ number: '4000000000002008' });
  await flow.act('cancel', asked.payment_id);
  const faulty = await flow.create({ amount: 9_281 });
  await flow.look(faulty.payment_id);
}

async function driveRefunds(flow: Flow, pay: GovukPay): Promise<void> {
  const { payment_id: id, _links: links } = await flow.create();
  const refund = (body: object, of = id) => flow.call('POST', `${PAYMENT}/refunds`, `/v1/payments/${of}/refunds`, body);
  const list = (of: string) => flow.call('GET', `${PAYMENT}/refunds`, `/v1/payments/${of}/refunds`);
  const read = (refundId: string) =>
    flow.call('GET', `${PAYMENT}/refunds/{refundId}`, `/v1/payments/${id}/refunds/${refundId}`);
  await refund({ amount: 100, refund_amount_available: 9_200 });
  const payer = await openCardPage(links.next_url.href);
  await payer.enterCard({ number: '4444333322221111' });
  await payer.confirm();
  pay.clock.advance(10_000);
  const made: unknown[] = [];
  made.push(await refund({ amount: 100, refund_amount_available: 9_200 }));
  made.push(await refund({ amount: 132, refund_amount_available: 9_100 }));
  made.push(await refund({ amount: 138, refund_amount_available: 8_968 }));
  await refund({ amount: 100, refund_amount_available: 9_200 });
  await refund({});
  await refund({ amount: 0, refund_amount_available: 8_968 });
  await refund({ amount: 135, refund_amount_available: 8_968 });
  await refund({ amount: 137, refund_amount_available: 8_968 });
  await refund({ amount: 100 }, 'nope');
  await list(id);
  await list('nope');
  await flow.look(id);
  for (const one of made) await read(refundedSchema.parse(one).refund_id);
  await read('nope');
  pay.clock.advance(25 * 60 * 60 * 1_000);
  await refund({ amount: 9_100, refund_amount_available: 9_100 });
  await list(id);
  await flow.look(id);
  const search = (query: string) => flow.call('GET', '/v1/refunds', `/v1/refunds?${query}`);
  await search('');
  await search('display_size=2&page=2');
  await search('from_date=yesterday');
  await search('page=999');
}

async function driveSearch(flow: Flow, pay: GovukPay): Promise<void> {
  pay.clock.advance(24 * 60 * 60 * 1_000);
  const search = (query: string) => flow.call('GET', '/v1/payments', `/v1/payments?${query}`);
  await search('');
  await search('display_size=2&page=2');
  await search('state=capturable');
  await search('page=999');
}
