import type { GovukPayClient } from '../../../server/payments/index.ts';
import type { Clock } from '../../../server/platform/clock.ts';
import type { PaymentStory } from './payment-stories.ts';
import { scriptedAnswer, statusAt, type ScriptedPayment } from './scripted-payment.ts';
import { seededRandom } from './random.ts';

/** The Pay of the past. It exists only in this process, and each payment does what its story says. */
export interface ScriptedPay {
  /** Pay as it stands on that clock, which makes no payment. */
  at(clock: Clock): GovukPayClient;
  /** The same, for one attempt whose payment is to have that story. */
  telling(story: PaymentStory, clock: Clock): ToldPay;
}

export interface ToldPay extends GovukPayClient {
  /** Resolves once the payment was asked for. */
  readonly asked: Promise<void>;
  /** The last part of the address that the card page returns to. */
  returnNonce(): string;
}

const UNKNOWN = { kind: 'unknown', httpStatus: null } as const;
const REFUSED = { kind: 'refused', httpStatus: 422, payCode: 'P0195' } as const;
const NO_SUCH_PAYMENT = { kind: 'refused', httpStatus: 404, payCode: 'P0200' } as const;
const ID_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The same seed gives the same payments, when they are asked for in the same order. */
export function scriptedPay(seed: string): ScriptedPay {
  const random = seededRandom(`${seed}/pay`);
  const payments = new Map<string, ScriptedPayment>();
  const newId = (): string =>
    Array.from({ length: 26 }, () => ID_LETTERS.charAt(random.between(0, ID_LETTERS.length - 1))).join('');
  const at: ScriptedPay['at'] = (clock) => reader(payments, clock);
  return {
    at,
    telling: (story, clock) => {
      const { promise: asked, resolve } = Promise.withResolvers<void>();
      let returnUrl = '';
      const createPayment: GovukPayClient['createPayment'] = async (wanted) => {
        returnUrl = wanted.returnUrl;
        const { amount, reference } = wanted;
        const payment: ScriptedPayment = { id: newId(), amount, reference, createdAt: clock.now(), story };
        resolve();
        if (story.create === 'refused') return REFUSED;
        if (story.create === 'never-arrived') return UNKNOWN;
        payments.set(payment.id, payment);
        if (story.create === 'made-but-unanswered') return UNKNOWN;
        return { kind: 'answered', answer: scriptedAnswer(payment, clock.now()) };
      };
      return { ...at(clock), createPayment, asked, returnNonce: () => returnUrl.split('/').at(-1) ?? '' };
    },
  };
}

function reader(payments: ReadonlyMap<string, ScriptedPayment>, clock: Clock): GovukPayClient {
  const answering = (payId: string): ScriptedPayment | undefined => {
    const payment = payments.get(payId);
    return payment && isSilent(payment, clock.now()) ? undefined : payment;
  };
  return {
    createPayment: async () => {
      throw new Error('No story was told for this payment');
    },
    readPayment: async (payId) => {
      const payment = answering(payId);
      return payment ? { kind: 'answered', answer: scriptedAnswer(payment, clock.now()) } : UNKNOWN;
    },
    readEvents: async (payId) => {
      const payment = answering(payId);
      if (payment === undefined) return UNKNOWN;
      const events = statusAt(payment, clock.now()).past;
      const seen = events.map(({ status, at }) => ({ state: { status }, updated: at.toISOString() }));
      return { kind: 'answered', answer: { events: seen } };
    },
    cancelPayment: async (payId) => {
      const payment = payments.get(payId);
      if (payment === undefined) return NO_SUCH_PAYMENT;
      payment.cancelledAt = clock.now();
      return { kind: 'answered', answer: null };
    },
    createRefund: async () => {
      throw new Error('No story was told for this refund');
    },
    readRefunds: async () => ({ kind: 'answered', answer: [] }),
    findByReference: async (reference) => {
      const found = [...payments.values()].filter((payment) => payment.reference === reference);
      return { kind: 'answered', answer: found.map(({ id }) => id) };
    },
  };
}

function isSilent({ createdAt, story: { silence } }: ScriptedPayment, now: Date): boolean {
  const age = (now.getTime() - createdAt.getTime()) / 1_000;
  return silence !== undefined && age >= silence.fromSeconds && age < silence.untilSeconds;
}
