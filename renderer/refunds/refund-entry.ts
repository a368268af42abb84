import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { AskForRefund } from '../../shared/contracts/refunds.ts';
import { formatPounds, parsePounds, type Pence } from '../../shared/money.ts';
import type { RefundReason } from '../../shared/refund-reasons.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** What is typed to ask for a refund. */
export interface RefundEntry {
  readonly amount: string;
  readonly reason: RefundReason;
  readonly words: string;
}

export interface RefundProblems {
  readonly amount: string | null;
  readonly words: string | null;
}

/** What is wrong with what was typed, by field. Empty means all that can go back. */
export function refundProblems(entry: RefundEntry, available: Pence): RefundProblems {
  const amount = amountOf(entry, available);
  return {
    amount: containsCardNumber(entry.amount)
      ? CARD_NUMBER_REFUSED
      : amount === undefined || amount <= 0
        ? 'Enter pounds, or pounds and pence, like 92 or 92.50.'
        : amount > available
          ? `No more than ${formatPounds(available)} can go back.`
          : null,
    words: containsCardNumber(entry.words)
      ? CARD_NUMBER_REFUSED
      : entry.words.trim() === ''
        ? 'Say why, for the approver.'
        : null,
  };
}

/** What to send; undefined while something is wrong. */
export function refundRequest(
  entry: RefundEntry,
  available: Pence,
): Omit<AskForRefund, 'commandId' | 'attemptId'> | undefined {
  const amount = amountOf(entry, available);
  const wrong = refundProblems(entry, available);
  if (amount === undefined || wrong.amount !== null || wrong.words !== null) return undefined;
  return { amount, reason: entry.reason, words: entry.words.trim() };
}

function amountOf({ amount }: RefundEntry, available: Pence): Pence | undefined {
  return amount.trim() === '' ? available : parsePounds(amount.trim());
}
