/** Why money goes back: code → what whoever asks and whoever approves read. */
export const REFUND_REASONS = {
  'paid-twice': 'Paid twice',
  'paid-too-much': 'Paid more than was due',
  'fee-lowered': 'A lower fee is due',
  'billed-in-error': 'Billed in error',
  'wrong-organisation-paid': 'Paid for the wrong organisation',
  'asked-for-credit-back': 'The organisation asked for its credit back',
  other: 'Another reason',
} as const satisfies Record<string, string>;

export type RefundReason = keyof typeof REFUND_REASONS;

export const REFUND_REASON_CODES = Object.keys(REFUND_REASONS) as readonly RefundReason[];
