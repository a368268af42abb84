import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createPayClock } from '../../pay-clock.ts';
import { type GovukPay, type GovukPayOptions, startGovukPay } from '../../start-govuk-pay.ts';

export const KEY = 'api_test_moto';
export const LIVE_KEY = 'api_live_moto';
export const WEB_KEY = 'api_test_web';
export const STARTS_AT = Date.parse('2026-03-02T09:00:00.000Z');
export const CAPTURE_DELAY_MS = 4_000;

const linkSchema = z.object({ href: z.string() });

export const paymentSeenSchema = z.looseObject({
  payment_id: z.string(),
  state: z.object({
    status: z.string(),
    finished: z.boolean(),
    code: z.string().optional(),
    message: z.string().optional(),
  }),
  settlement_summary: z.object({ capture_submit_time: z.string().optional(), captured_date: z.string().optional() }),
  refund_summary: z.looseObject({ status: z.string() }),
  provider_id: z.string().optional(),
  card_details: z.record(z.string(), z.unknown()).optional(),
  _links: z.looseObject({
    self: linkSchema,
    next_url: linkSchema.optional(),
    next_url_post: z.object({ href: z.string(), params: z.object({ chargeTokenId: z.string() }) }).optional(),
    cancel: linkSchema.optional(),
    capture: linkSchema.optional(),
  }),
});

export type PaymentSeen = z.infer<typeof paymentSeenSchema>;

/** A stand-in for one test, on a clock that stands still unless the test moves it, and without rate limits. */
export async function startPay(options: Partial<GovukPayOptions> = {}): Promise<GovukPay> {
  const pay = await startGovukPay({
    apiKeys: [
      { key: KEY, accountName: 'moto' },
      { key: LIVE_KEY, accountName: 'live moto', live: true },
      { key: WEB_KEY, accountName: 'web', allowMoto: false },
    ],
    clock: createPayClock({ startAt: STARTS_AT, speed: 0 }),
    captureDelayMs: CAPTURE_DELAY_MS,
    rateLimits: { postsPerSecond: 10_000, getsPerSecond: 10_000 },
    ...options,
  });
  onTestFinished(() => pay.close());
  return pay;
}

/** Calls the API with a key; the body, where there is one, goes as JSON. */
export function call(
  pay: GovukPay,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  key = KEY,
): Promise<Response> {
  return fetch(`${pay.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** A good body for a create, changed as the test needs. */
export function createBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    amount: 9_200,
    reference: 'PAY-7K2M-4Q',
    description: 'Registering one LPA',
    return_url: 'https://desk.internal/returned',
    moto: true,
    ...changes,
  };
}

/** Creates a payment that must succeed. */
export async function createPayment(pay: GovukPay, changes: Record<string, unknown> = {}): Promise<PaymentSeen> {
  const response = await call(pay, 'POST', '/v1/payments', createBody(changes));
  if (response.status !== 201) throw new Error(`Create answered ${response.status}: ${await response.text()}`);
  return paymentSeenSchema.parse(await response.json());
}

/** Reads a payment that must exist. */
export async function readPayment(pay: GovukPay, id: string): Promise<PaymentSeen> {
  const response = await call(pay, 'GET', `/v1/payments/${id}`);
  if (response.status !== 200) throw new Error(`Read answered ${response.status}: ${await response.text()}`);
  return paymentSeenSchema.parse(await response.json());
}

/** The address of the card page that an answer carries. */
export function nextUrlOf(payment: PaymentSeen): string {
  const link = payment._links.next_url;
  if (!link) throw new Error('The payment has no next_url.');
  return link.href;
}

/** What a refusal says: HTTP status, code and, where there is one, field. */
export async function refusalOf(response: Response): Promise<{ status: number; code: string; field?: string }> {
  const body = z.object({ code: z.string(), field: z.string().exactOptional(), description: z.string() });
  const { code, field } = body.parse(await response.json());
  return { status: response.status, code, ...(field === undefined ? {} : { field }) };
}
