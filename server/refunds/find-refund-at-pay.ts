import type { GovukPayClient, PayOutcome, PayRefund } from '../payments/index.ts';
import type { CommandContext } from '../platform/run-command.ts';
import { readDate, selectRows } from '../platform/rows.ts';

/** Pay's clock and ours may differ by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

interface Known {
  readonly pay_payment_id: string;
  readonly pay_refund_id: string | null;
  readonly amount: number;
  readonly sent_at: string | null;
}

/**
 * Reads a payment's refunds at Pay and picks ours: by its id where it is known, otherwise the one of our amount that
 * was made since we asked and that no other refund of ours is. An answer of null says that there is none. Null in place
 * of an outcome says that there is nothing to look for.
 */
export async function findRefundAtPay(
  ctx: CommandContext,
  refundId: number,
  pay: GovukPayClient,
): Promise<PayOutcome<PayRefund | null> | null> {
  const em = ctx.em.fork();
  const [known] = await selectRows<Known>(
    em,
    `select pay_payment_id, pay_refund_id, refund.amount, sent_at
     from refund join card_payment payment on payment.id = card_payment_id where refund.id = ?`,
    [refundId],
  );
  if (known === undefined || known.sent_at === null) return null;
  const outcome = await pay.readRefunds(known.pay_payment_id);
  if (outcome.kind !== 'answered') return outcome;
  const others = await selectRows<{ pay_refund_id: string }>(
    em,
    `select other.pay_refund_id from refund other join refund on refund.card_payment_id = other.card_payment_id
     where refund.id = ? and other.id <> refund.id and other.pay_refund_id is not null`,
    [refundId],
  );
  const taken = new Set(others.map((other) => other.pay_refund_id));
  const since = readDate(known.sent_at).getTime() - CLOCKS_DIFFER_MS;
  const ours = outcome.answer.filter((refund) =>
    known.pay_refund_id === null
      ? !taken.has(refund.refund_id) && refund.amount === known.amount && Date.parse(refund.created_date) >= since
      : refund.refund_id === known.pay_refund_id,
  );
  return { kind: 'answered', answer: ours[0] ?? null };
}
