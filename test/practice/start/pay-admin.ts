import { z } from 'zod';

const Payments = z.object({
  payments: z.array(
    z.object({
      paymentId: z.string(),
      reference: z.string(),
      amount: z.int(),
      internalStatus: z.string(),
      state: z.object({ status: z.string(), code: z.string().optional() }),
      createdAt: z.string(),
    }),
  ),
});
export type PaymentAtPay = z.infer<typeof Payments>['payments'][number];

const Requests = z.object({
  requests: z.array(z.object({ at: z.string(), method: z.string(), path: z.string(), status: z.int() })),
});
export type RequestAtPay = z.infer<typeof Requests>['requests'][number];

/** What tests ask of the stand-in beside its API. */
export interface PayAdmin {
  /** Every payment as it is now, oldest first. */
  payments(): Promise<PaymentAtPay[]>;
  /** The API requests answered so far, oldest first. */
  requests(): Promise<RequestAtPay[]>;
  /** Moves the stand-in's clock forward. */
  advance(seconds: number): Promise<void>;
  /** Turns a `success` that is not yet captured into `error`. */
  failCapture(paymentId: string): Promise<void>;
}

/** The practice endpoints of the stand-in at that address. */
export function payAdmin(url: string): PayAdmin {
  const ask = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/_practice/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`The GOV.UK Pay stand-in answers ${response.status} to ${method} ${path}`);
    return response.json();
  };
  return {
    payments: async () => Payments.parse(await ask('GET', 'payments')).payments,
    requests: async () => Requests.parse(await ask('GET', 'requests')).requests,
    advance: async (seconds) => void (await ask('POST', 'clock', { advanceSeconds: seconds })),
    failCapture: async (paymentId) => void (await ask('POST', `payments/${paymentId}/capture-failure`)),
  };
}
