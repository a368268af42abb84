import type { RefundFailure, RefundRow, RefundState } from '../../shared/contracts/refunds.ts';

/** Why it failed, and the one thing to do. Total: a new failure does not compile until someone writes it. */
export const FAILURE_WORDS: Readonly<Record<RefundFailure, string>> = {
  refused: 'GOV.UK Pay would not make it. Its amount is credit on account again. Look at the payment, then ask again.',
  'balance-differs':
    'GOV.UK Pay says that another sum is left of this payment: somebody refunded it there. Its amount is credit on account again. Compare with GOV.UK Pay before you ask again.',
  'never-made': 'It never reached GOV.UK Pay. Its amount is credit on account again. Ask again.',
  'provider-error':
    'The card’s bank would not take it: the card may be closed or expired. Its amount is credit on account again. Ask the organisation how it wants its money.',
};

const WAITS_FOR: Readonly<Record<RefundState, string>> = {
  asked: 'Somebody else to approve it',
  approved: 'Its turn to be sent',
  sending: 'GOV.UK Pay to answer',
  unknown: 'A look at GOV.UK Pay, by itself',
  sent: 'The card’s bank',
  confirmed: '',
  failed: 'Somebody to ask again',
  returned: 'Somebody to ask again',
  voided: '',
};

/** Whom or what a refund waits for, in words; empty when it is finished. */
export function waitsFor({ state }: Pick<RefundRow, 'state'>): string {
  return WAITS_FOR[state];
}
