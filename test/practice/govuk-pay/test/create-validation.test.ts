import { describe, expect, test } from 'vitest';
import { call, createBody, KEY, LIVE_KEY, refusalOf, startPay, WEB_KEY } from './support/pay-under-test.ts';

type Row = [name: string, changes: Record<string, unknown>, status: number, code: string, field?: string];

const repeat = (length: number): string => 'x'.repeat(length);
const metadataOf = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'v']));

const REFUSED: Row[] = [
  ['amount absent', { amount: undefined }, 400, 'P0101', 'amount'],
  ['amount null', { amount: null }, 400, 'P0101', 'amount'],
  ['amount as text', { amount: '9200' }, 400, 'P0102', 'amount'],
  ['amount with a fraction', { amount: 92.5 }, 400, 'P0102', 'amount'],
  ['amount beyond an int', { amount: 2 ** 31 }, 400, 'P0102', 'amount'],
  ['amount 0', { amount: 0 }, 422, 'P0102', 'amount'],
  ['amount negative', { amount: -1 }, 422, 'P0102', 'amount'],
  ['amount above the account’s limit', { amount: 500_001 }, 422, 'P0102', 'amount'],
  ['amount above every limit', { amount: 10_000_001 }, 422, 'P0102', 'amount'],
  ['reference absent', { reference: undefined }, 400, 'P0101', 'reference'],
  ['reference null', { reference: null }, 400, 'P0101', 'reference'],
  ['reference blank', { reference: '  ' }, 400, 'P0101', 'reference'],
  ['reference a number', { reference: 12 }, 400, 'P0102', 'reference'],
  ['reference with <', { reference: 'a<b' }, 400, 'P0102', 'reference'],
  ['reference with >', { reference: 'a>b' }, 400, 'P0102', 'reference'],
  ['reference with |', { reference: 'a|b' }, 400, 'P0102', 'reference'],
  ['reference too long', { reference: repeat(256) }, 422, 'P0102', 'reference'],
  ['reference with an address', { reference: 'see https://x.org' }, 400, 'P0920'],
  ['description absent', { description: undefined }, 400, 'P0101', 'description'],
  ['description blank', { description: '' }, 400, 'P0101', 'description'],
  ['description with |', { description: 'a|b' }, 400, 'P0102', 'description'],
  ['description too long', { description: repeat(256) }, 422, 'P0102', 'description'],
  ['description with a backslash', { description: 'a\\b' }, 400, 'P0920'],
  ['return_url absent', { return_url: undefined }, 400, 'P0101', 'return_url'],
  ['return_url null', { return_url: null }, 400, 'P0101', 'return_url'],
  ['return_url a number', { return_url: 1 }, 400, 'P0102', 'return_url'],
  ['return_url not a URL', { return_url: 'desk' }, 422, 'P0102', 'return_url'],
  ['return_url of another scheme', { return_url: 'opg-pay://returned' }, 422, 'P0102', 'return_url'],
  ['return_url of one bare name', { return_url: 'https://desk/returned' }, 422, 'P0102', 'return_url'],
  ['return_url on a reserved name', { return_url: 'https://desk.test/returned' }, 422, 'P0102', 'return_url'],
  ['return_url with a space', { return_url: 'https://desk.internal/a b' }, 422, 'P0102', 'return_url'],
  ['return_url beyond ASCII', { return_url: 'https://desk.internal/✓' }, 422, 'P0102', 'return_url'],
  ['return_url too long', { return_url: `https://desk.internal/${repeat(2_000)}` }, 422, 'P0102', 'return_url'],
  ['moto not true or false', { moto: 'true' }, 400, 'P0102', 'moto'],
  ['moto null', { moto: null }, 400, 'P0102', 'moto'],
  ['delayed_capture not true or false', { delayed_capture: 1 }, 400, 'P0102', 'delayed_capture'],
  ['language another', { language: 'fr' }, 422, 'P0102', 'language'],
  ['language blank', { language: '' }, 400, 'P0102', 'language'],
  ['email not text', { email: 5 }, 400, 'P0102', 'email'],
  ['email too long', { email: `${repeat(250)}@x.uk` }, 422, 'P0102', 'email'],
  ['authorisation_mode another', { authorisation_mode: 'external' }, 422, 'P0102', 'authorisation_mode'],
  ['moto_api with a return_url', { authorisation_mode: 'moto_api' }, 400, 'P0104'],
  ['moto_api', { authorisation_mode: 'moto_api', return_url: undefined }, 422, 'P0195'],
  ['agreement', { authorisation_mode: 'agreement', return_url: undefined }, 422, 'P0942'],
  ['agreement_id on a web payment', { agreement_id: repeat(26) }, 400, 'P0104'],
  ['agreement_payment_type alone', { agreement_payment_type: 'recurring' }, 400, 'P0104'],
  ['set_up_agreement of a wrong length', { set_up_agreement: 'x' }, 422, 'P0102', 'set_up_agreement'],
  ['set_up_agreement unknown', { set_up_agreement: repeat(26) }, 400, 'P0103', 'set_up_agreement'],
  ['metadata null', { metadata: null }, 422, 'P0102', 'metadata'],
  ['metadata a list', { metadata: ['a'] }, 422, 'P0102', 'metadata'],
  ['metadata text', { metadata: 'a' }, 422, 'P0102', 'metadata'],
  ['metadata of 16 keys', { metadata: metadataOf(16) }, 422, 'P0102', 'metadata'],
  ['metadata with an empty key', { metadata: { '': 'v' } }, 422, 'P0102', 'metadata'],
  ['metadata with a key too long', { metadata: { [repeat(31)]: 'v' } }, 422, 'P0102', 'metadata'],
  ['metadata with a text too long', { metadata: { key: repeat(101) } }, 422, 'P0102', 'metadata'],
  ['metadata with a null', { metadata: { key: null } }, 422, 'P0102', 'metadata'],
  ['metadata nested', { metadata: { key: { inner: 1 } } }, 422, 'P0102', 'metadata'],
  ['metadata keys alike but for case', { metadata: { key: 1, KEY: 2 } }, 422, 'P0102', 'metadata'],
  ['metadata with a quote', { metadata: { key: 'say "yes"' } }, 400, 'P0920'],
  [
    'prefilled name not text',
    { prefilled_cardholder_details: { cardholder_name: 1 } },
    400,
    'P0102',
    'cardholder_name',
  ],
  [
    'prefilled postcode too long',
    { prefilled_cardholder_details: { billing_address: { postcode: repeat(26) } } },
    422,
    'P0102',
    'postcode',
  ],
];

describe('a create is refused', () => {
  test.each(REFUSED)('%s', async (_name, changes, status, code, field) => {
    const pay = await startPay();
    const refusal = await refusalOf(await call(pay, 'POST', '/v1/payments', createBody(changes)));
    expect(refusal).toEqual({ status, code, ...(field === undefined ? {} : { field }) });
    expect(pay.payments()).toEqual([]);
  });

  test.each([['9200.0'], ['92e2']])('an amount written %s is no integer', async (amount) => {
    const pay = await startPay();
    const body = JSON.stringify(createBody()).replace('9200', amount);
    expect(await refusalOf(await call(pay, 'POST', '/v1/payments', body))).toEqual({
      status: 400,
      code: 'P0102',
      field: 'amount',
    });
  });

  test('metadata may hold fractions all the same', async () => {
    const pay = await startPay();
    const response = await call(pay, 'POST', '/v1/payments', createBody({ metadata: { amount: 92.5 } }));
    expect(await response.json()).toMatchObject({ metadata: { amount: 92.5 } });
  });

  test('text that is not JSON', async () => {
    const pay = await startPay();
    const response = await call(pay, 'POST', '/v1/payments', '{"amount": 9200,');
    expect(await refusalOf(response)).toEqual({ status: 400, code: 'P0197' });
  });

  test('JSON that is no object lacks its first field', async () => {
    const pay = await startPay();
    const response = await call(pay, 'POST', '/v1/payments', '[]');
    expect(await refusalOf(response)).toEqual({ status: 400, code: 'P0101', field: 'amount' });
  });

  test('another content type', async () => {
    const pay = await startPay();
    const response = await fetch(`${pay.url}/v1/payments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify(createBody()),
    });
    expect(await refusalOf(response)).toEqual({ status: 400, code: 'P0920' });
  });

  test('telephone payments where the account may not take them', async () => {
    const pay = await startPay();
    const response = await call(pay, 'POST', '/v1/payments', createBody(), WEB_KEY);
    expect(await refusalOf(response)).toEqual({ status: 422, code: 'P0196' });
    expect((await call(pay, 'POST', '/v1/payments', createBody({ moto: false }), WEB_KEY)).status).toBe(201);
  });

  test('a live return_url that is not https', async () => {
    const pay = await startPay();
    const body = createBody({ return_url: 'http://desk.internal/returned' });
    const live = await call(pay, 'POST', '/v1/payments', body, LIVE_KEY);
    expect(await refusalOf(live)).toEqual({ status: 422, code: 'P0920', field: 'return_url' });
    expect((await call(pay, 'POST', '/v1/payments', body)).status).toBe(201);
  });

  test('an idempotency key of a wrong form', async () => {
    const pay = await startPay();
    const response = await fetch(`${pay.url}/v1/payments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'idempotency-key': 'a b' },
      body: JSON.stringify(createBody()),
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ header: 'Idempotency-Key', code: 'P0102' });
  });
});

describe('a create is taken', () => {
  test.each([
    ['at the account’s limit', { amount: 500_000 }],
    ['at one penny', { amount: 1 }],
    ['with the longest texts', { reference: repeat(255), description: repeat(255) }],
    ['with 15 keys of metadata', { metadata: metadataOf(15) }],
    ['with the longest metadata', { metadata: { [repeat(30)]: repeat(100) } }],
    ['with empty metadata text', { metadata: { key: '' } }],
    ['in Welsh', { language: 'cy' }],
    ['back to localhost', { return_url: 'http://localhost:3000/returned' }],
    ['back to an address', { return_url: 'http://127.0.0.1:3000/returned' }],
    ['back to .local', { return_url: 'https://desk.local/returned?a=b#c' }],
    ['back to a public host', { return_url: 'https://www.gov.uk//returned' }],
    ['with fields Pay does not know', { colour: 'green' }],
  ])('%s', async (_name, changes) => {
    const pay = await startPay();
    expect((await call(pay, 'POST', '/v1/payments', createBody(changes))).status).toBe(201);
  });
});
