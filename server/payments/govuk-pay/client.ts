import type { z } from 'zod';
import { PayEvents, PayPayment, PayRefund, PayRefunds, PayRefusal, PaySearch } from './pay-answers.ts';

/**
 * What became of a call: *answered* with what was asked for; *refused*, so nothing happened; or *unknown*, when it may
 * have happened: no answer, a fault at Pay, or an answer that cannot be read.
 */
export type PayOutcome<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'refused'; readonly httpStatus: number; readonly payCode: string | null }
  | { readonly kind: 'unknown'; readonly httpStatus: number | null };

export interface NewPayPayment {
  readonly amount: number;
  readonly reference: string;
  readonly description: string;
  readonly returnUrl: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Pence: what goes back, and what we believe is left of the payment before it does. */
export interface NewPayRefund {
  readonly amount: number;
  readonly refundAmountAvailable: number;
}

/** GOV.UK Pay as this system uses it: card payments by telephone, by its web flow. */
export interface GovukPayClient {
  /** Never repeated for the same attempt: Pay has no idempotency for these, and a second call makes a second payment. */
  createPayment(payment: NewPayPayment): Promise<PayOutcome<PayPayment>>;
  /** The truth about one payment. For an unfinished one each read makes a new, single-use card-page address. */
  readPayment(payId: string): Promise<PayOutcome<PayPayment>>;
  readEvents(payId: string): Promise<PayOutcome<PayEvents>>;
  cancelPayment(payId: string): Promise<PayOutcome<null>>;
  /** Never repeated for the same refund once it may have been made: what Pay believes is left is its only guard. */
  createRefund(payId: string, refund: NewPayRefund): Promise<PayOutcome<PayRefund>>;
  /** Every refund of a payment. */
  readRefunds(payId: string): Promise<PayOutcome<readonly PayRefund[]>>;
  /** Ids of payments made under a reference. Search lags behind: finding nothing proves nothing yet. */
  findByReference(reference: string): Promise<PayOutcome<readonly string[]>>;
}

export interface PayAccess {
  /** Address of Pay's API, without a path. */
  readonly apiUrl: string;
  readonly apiKey: string;
  /** How long a create, read, cancel or search may take before it counts as unknown. */
  readonly timeoutMs: {
    readonly create: number;
    readonly read: number;
    readonly cancel: number;
    readonly search: number;
  };
}

/** A client of Pay's API over HTTPS. It never follows a redirect and never repeats a call. */
export function createGovukPayClient(access: PayAccess): GovukPayClient {
  const call = caller(access);
  const idPath = (payId: string) => `/v1/payments/${encodeURIComponent(payId)}`;
  const { timeoutMs } = access;
  return {
    createPayment: async (payment) =>
      readBody(await call('POST', '/v1/payments', timeoutMs.create, toCreateBody(payment)), [200, 201], PayPayment),
    readPayment: async (payId) => readBody(await call('GET', idPath(payId), timeoutMs.read), [200], PayPayment),
    readEvents: async (payId) =>
      readBody(await call('GET', `${idPath(payId)}/events`, timeoutMs.read), [200], PayEvents),
    cancelPayment: async (payId) => {
      const response = await call('POST', `${idPath(payId)}/cancel`, timeoutMs.cancel);
      if (response?.status === 204) return { kind: 'answered', answer: null };
      return notAnswered(response);
    },
    createRefund: async (payId, { amount, refundAmountAvailable }) => {
      const body = { amount, refund_amount_available: refundAmountAvailable };
      return readBody(await call('POST', `${idPath(payId)}/refunds`, timeoutMs.create, body), [200, 202], PayRefund);
    },
    readRefunds: async (payId) => {
      const read = await readBody(await call('GET', `${idPath(payId)}/refunds`, timeoutMs.read), [200], PayRefunds);
      return read.kind === 'answered' ? { kind: 'answered', answer: read.answer._embedded.refunds } : read;
    },
    findByReference: async (reference) => {
      const path = `/v1/payments?reference=${encodeURIComponent(reference)}&display_size=100`;
      const found = await readBody(await call('GET', path, timeoutMs.search), [200], PaySearch);
      if (found.kind !== 'answered') return found;
      const exact = found.answer.results.filter((result) => result.reference === reference);
      return { kind: 'answered', answer: exact.map((result) => result.payment_id) };
    },
  };
}

type Call = (method: 'GET' | 'POST', path: string, timeoutMs: number, body?: object) => Promise<Response | undefined>;

/** `undefined` when no answer came at all. */
function caller(access: PayAccess): Call {
  return async (method, path, timeoutMs, body) => {
    try {
      return await fetch(new URL(path, access.apiUrl), {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          authorization: `Bearer ${access.apiKey}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch {
      // Whatever went wrong on the way, the call may have arrived: it is unknown, and a read settles it.
      return undefined;
    }
  };
}

function toCreateBody(payment: NewPayPayment): object {
  return {
    amount: payment.amount,
    reference: payment.reference,
    description: payment.description,
    return_url: payment.returnUrl,
    moto: true,
    metadata: payment.metadata,
  };
}

async function readBody<Shape extends z.ZodType>(
  response: Response | undefined,
  good: readonly number[],
  shape: Shape,
): Promise<PayOutcome<z.infer<Shape>>> {
  if (response === undefined || !good.includes(response.status)) return notAnswered(response);
  const parsed = shape.safeParse(await readJson(response));
  if (!parsed.success) return { kind: 'unknown', httpStatus: response.status };
  return { kind: 'answered', answer: parsed.data };
}

/** A 4xx is a refusal, anything else leaves it open. The status is read before the body, which may not be JSON. */
async function notAnswered(response: Response | undefined): Promise<PayOutcome<never>> {
  if (response === undefined) return { kind: 'unknown', httpStatus: null };
  const { status } = response;
  if (status < 400 || status > 499) {
    await response.body?.cancel().catch(() => undefined);
    return { kind: 'unknown', httpStatus: status };
  }
  const refusal = PayRefusal.safeParse(await readJson(response));
  return { kind: 'refused', httpStatus: status, payCode: refusal.success ? refusal.data.code : null };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
