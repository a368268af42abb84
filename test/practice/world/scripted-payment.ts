import type { GovukPayClient } from '../../../server/payments/index.ts';
import type { PaymentStory } from './payment-stories.ts';

type Answered = Extract<Awaited<ReturnType<GovukPayClient['readPayment']>>, { kind: 'answered' }>;
type PayAnswer = Answered['answer'];

export const SCRIPTED_PAGE_ORIGIN = 'https://card-pages.example';

export interface ScriptedPayment {
  readonly id: string;
  readonly amount: number;
  readonly reference: string;
  readonly createdAt: Date;
  readonly story: PaymentStory;
  cancelledAt?: Date;
}

interface Event {
  readonly at: Date;
  readonly status: string;
  readonly code?: string;
}

const FINISHED = ['success', 'failed', 'cancelled', 'error'];
const CAPTURED_AFTER_MS = 60_000;

const CARDS = [
  { card_brand: 'Visa', last_digits_card_number: '1111' },
  { card_brand: 'Mastercard', last_digits_card_number: '0077' },
  { card_brand: 'Visa', last_digits_card_number: '0424' },
  { card_brand: 'American Express', last_digits_card_number: '8431' },
  { card_brand: 'Visa', last_digits_card_number: '5556' },
] as const;

/** What Pay knows of the payment by `now`: all its events, and the last of them. */
export function statusAt(
  payment: ScriptedPayment,
  now: Date,
): { readonly past: readonly Event[]; readonly last: Event } {
  const { createdAt, cancelledAt, story } = payment;
  const created: Event = { at: createdAt, status: 'created' };
  const steps = story.pay.map(({ afterSeconds, ...step }): Event => ({
    ...step,
    at: new Date(createdAt.getTime() + afterSeconds * 1_000),
  }));
  const ended: Event[] = cancelledAt ? [{ at: cancelledAt, status: 'cancelled', code: 'P0040' }] : [];
  const past = [created, ...steps, ...ended].filter(({ at }) => at <= now);
  return { past, last: past.at(-1) ?? created };
}

/** The payment as Pay would answer it at `now`. */
export function scriptedAnswer(payment: ScriptedPayment, now: Date): PayAnswer {
  const { last } = statusAt(payment, now);
  const finished = FINISHED.includes(last.status);
  const capturedAt = new Date(last.at.getTime() + CAPTURED_AFTER_MS);
  const isCaptured = payment.story.takesMoney && last.status === 'success' && capturedAt <= now;
  const entered = !['created', 'started'].includes(last.status) && last.code !== 'P0030';
  return {
    payment_id: payment.id,
    amount: payment.amount,
    reference: payment.reference,
    state: { status: last.status, finished, ...(last.code !== undefined && { code: last.code }) },
    created_date: payment.createdAt.toISOString(),
    ...(entered && { provider_id: `sandbox-${payment.id.slice(0, 12)}`, card_details: cardOf(payment) }),
    ...(isCaptured && { settlement_summary: { captured_date: capturedAt.toISOString().slice(0, 10) } }),
    _links: finished ? {} : { next_url: { href: `${SCRIPTED_PAGE_ORIGIN}/secure/${payment.id}` } },
  };
}

function cardOf({ id }: ScriptedPayment): (typeof CARDS)[number] {
  return CARDS[id.charCodeAt(0) % CARDS.length] ?? CARDS[0];
}
