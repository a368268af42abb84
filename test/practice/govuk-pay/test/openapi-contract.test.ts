import { describe, expect, test } from 'vitest';
import { checkDescription } from '../contract/check-description.ts';
import { compareWithSchema } from '../contract/compare-with-schema.ts';
import { driveFlows } from '../contract/drive-flows.ts';
import type { Description } from '../contract/openapi-description.ts';

const DESCRIPTION: Description = {
  paths: {},
  components: {
    schemas: {
      Payment: {
        type: 'object',
        properties: {
          amount: { type: 'integer' },
          email: { type: 'string', nullable: true },
          language: { type: 'string', enum: ['en', 'cy'] },
          moto: { type: 'boolean' },
          card: { $ref: '#/components/schemas/Card' },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Card' } },
          lost: { $ref: '#/components/schemas/Lost' },
          extras: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      Card: { type: 'object', properties: { brand: { type: 'string' } } },
    },
  },
};

const compare = (value: unknown) =>
  compareWithSchema(value, { $ref: '#/components/schemas/Payment' }, 'answer', DESCRIPTION);

describe('an answer is compared with its schema', () => {
  test('one that fits has no difference, nor has one that lacks fields', () => {
    const extras = { any: 'thing' };
    expect(
      compare({ amount: 1, email: null, language: 'en', moto: true, card: { brand: 'Visa' }, parts: [], extras }),
    ).toEqual([]);
    expect(compare({})).toEqual([]);
  });

  test.each([
    [{ colour: 'green' }, { at: 'Payment.colour', what: 'is not described' }],
    [{ amount: 1.5 }, { at: 'Payment.amount', what: 'is not of type integer' }],
    [{ amount: '1' }, { at: 'Payment.amount', what: 'is not of type integer' }],
    [{ amount: null }, { at: 'Payment.amount', what: 'is null' }],
    [{ moto: 'true' }, { at: 'Payment.moto', what: 'is not of type boolean' }],
    [{ language: 'fr' }, { at: 'Payment.language', what: 'is "fr", not one of those described' }],
    [{ card: { colour: 'green' } }, { at: 'Card.colour', what: 'is not described' }],
    [{ card: null }, { at: 'Payment.card', what: 'is null' }],
    [{ card: [] }, { at: 'Card', what: 'is not of type object' }],
    [{ parts: [{ brand: 1 }] }, { at: 'Card.brand', what: 'is not of type string' }],
    [{ lost: {} }, { at: 'Lost', what: 'is not in the description' }],
    [{ extras: { any: 1 } }, { at: 'Payment.extras.any', what: 'is not of type string' }],
  ])('%j differs', (value, difference) => {
    expect(compare(value)).toEqual([difference]);
  });
});

test('the flows go through every status and every kind of answer', async () => {
  const answered = await driveFlows();
  const kinds = new Set(answered.map(({ operation, status }) => `${operation} ${status}`));
  const payment = '/v1/payments/{paymentId}';
  for (const [operation, statuses] of [
    ['POST /v1/payments', [201, 400, 401, 422, 429, 500]],
    ['GET /v1/payments', [200, 404, 422]],
    [`GET ${payment}`, [200, 404, 500]],
    [`GET ${payment}/events`, [200, 404]],
    [`POST ${payment}/cancel`, [204, 400, 404, 409]],
    [`POST ${payment}/capture`, [204, 404, 409]],
    [`POST ${payment}/refunds`, [202, 400, 404, 412, 422, 429, 500]],
    [`GET ${payment}/refunds`, [200, 404]],
    [`GET ${payment}/refunds/{refundId}`, [200, 404]],
    ['GET /v1/refunds', [200, 404, 422]],
  ] as const) {
    for (const status of statuses) expect(kinds).toContain(`${operation} ${status}`);
  }
  const text = JSON.stringify(answered);
  for (const status of [
    'created',
    'started',
    'submitted',
    'capturable',
    'success',
    'failed',
    'cancelled',
    'error',
    'full',
  ]) {
    expect(text).toContain(`"status":"${status}"`);
  }
  for (const field of ['capture_submit_time', 'captured_date', 'next_page', 'prev_page']) expect(text).toContain(field);
});

const pathToDescription = process.env['GOVUK_PAY_OPENAPI'];

test.skipIf(pathToDescription === undefined)('nothing answered differs from Pay’s own description', async () => {
  const { checked, differences } = await checkDescription(pathToDescription ?? '');
  expect(differences).toEqual([]);
  expect(checked).toBeGreaterThan(50);
});
