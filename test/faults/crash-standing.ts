import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { EXTERNAL_STATES } from '../practice/govuk-pay/payment-status.ts';
import type { Payment } from '../practice/govuk-pay/payment.ts';
import { CARD_PAYMENT_RULES } from '../../server/payments/index.ts';
import type { CrashRun } from './crash-journey.ts';
import { until } from './until.ts';

/** An attempt as the database has it, beside the payment that Pay has under its reference. */
export interface Standing {
  readonly attemptId: string;
  readonly reference: string;
  readonly state: CardPaymentState;
  readonly amount: number;
  readonly payId: string | null;
  readonly receiptId: number | null;
  readonly pageOpened: boolean;
  readonly atPay: Payment | undefined;
}

/** Every attempt of the run, oldest first. */
export async function standings({ lane, organisation }: CrashRun): Promise<Standing[]> {
  const rows = await lane.books.rows<Omit<Standing, 'atPay'>>(
    `select card_payment.id as "attemptId", card_payment.reference, state, amount, pay_payment_id as "payId",
       receipt_id as "receiptId", card_page_opened_at is not null as "pageOpened"
     from card_payment join organisation on organisation.id = card_payment.organisation_id
     where organisation.reference = ? order by started_at, card_payment.id`,
    [organisation],
  );
  const payments = lane.pay.payments();
  return rows.map((row) => ({ ...row, atPay: payments.find(({ reference }) => reference === row.reference) }));
}

/** Does our state tell the same story as Pay's own? An attempt that Pay has finished must be finished here too. */
export function agreesWithPay({ state, atPay }: Standing): boolean {
  if (state === 'sending' || state === 'cancelling' || state === 'outcome-unknown') return false;
  if (!CARD_PAYMENT_RULES[state].holdsLines) return true;
  return atPay !== undefined && !EXTERNAL_STATES[atPay.status].finished;
}

/** True where the attempt waits for the agent or the payer, and for nothing else. */
export function isHeldOpen({ state }: Standing): boolean {
  return CARD_PAYMENT_RULES[state].holdsLines;
}

const QUIET_WITHIN_MS = 60_000;

/** Returns once every attempt tells the same story here and at Pay, and none is on its way anywhere. */
export async function becomeQuiet(run: CrashRun): Promise<Standing[]> {
  return until('every attempt agrees with Pay', QUIET_WITHIN_MS, async () => {
    const all = await standings(run);
    for (const { atPay } of all) if (atPay?.status === 'AUTHORISATION READY') run.lane.pay.clock.advance(1_000);
    return all.every(agreesWithPay) ? all : undefined;
  });
}
