import type { RefundState } from '../../shared/contracts/refunds.ts';

/** What a state means for the money, and who is expected to act next. */
export interface RefundRule {
  readonly means: string;
  /** While true, no other refund of the payment can be asked for. */
  readonly live: boolean;
  /** Its amount has left the organisation's credit. */
  readonly takesMoney: boolean;
  /** It was sent to Pay, or may have been. */
  readonly wasSent: boolean;
  readonly movedBy: 'approver' | 'sender' | 'nobody';
  readonly mayBecome: readonly RefundState[];
}

/** The refund's life, as data. The database holds the same table and refuses any other move. */
export const REFUND_RULES: Readonly<Record<RefundState, RefundRule>> = {
  asked: {
    means: 'Waits for another person to approve it.',
    ...{ live: true, takesMoney: false, wasSent: false, movedBy: 'approver' },
    mayBecome: ['approved', 'returned', 'voided'],
  },
  approved: {
    means: 'Approved, and off the organisation’s credit; about to be sent to Pay.',
    ...{ live: true, takesMoney: true, wasSent: false, movedBy: 'sender' },
    mayBecome: ['sending'],
  },
  sending: {
    means: 'Committed before Pay is asked; found after a restart, it counts as not answered.',
    ...{ live: true, takesMoney: true, wasSent: true, movedBy: 'sender' },
    mayBecome: ['approved', 'sent', 'confirmed', 'failed', 'unknown'],
  },
  unknown: {
    means: 'Pay did not answer. It may have been made, so it is never sent again: a read settles it.',
    ...{ live: true, takesMoney: true, wasSent: true, movedBy: 'sender' },
    mayBecome: ['sent', 'confirmed', 'failed'],
  },
  sent: {
    means: 'Made at Pay; the card’s bank has not confirmed it yet.',
    ...{ live: true, takesMoney: true, wasSent: true, movedBy: 'sender' },
    mayBecome: ['confirmed', 'failed'],
  },
  confirmed: {
    means: 'The money has gone back to the card.',
    ...{ live: false, takesMoney: true, wasSent: true, movedBy: 'nobody' },
    mayBecome: [],
  },
  failed: {
    means: 'It did not go back: its amount is credit on account again, and it can be asked for anew.',
    ...{ live: false, takesMoney: false, wasSent: true, movedBy: 'nobody' },
    mayBecome: [],
  },
  returned: {
    means: 'The approver sent it back, with a reason.',
    ...{ live: false, takesMoney: false, wasSent: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  voided: {
    means: 'Taken back, or no longer what was asked for because the balance changed.',
    ...{ live: false, takesMoney: false, wasSent: false, movedBy: 'nobody' },
    mayBecome: [],
  },
};

/** The states for which a flag of the table holds. */
export function statesWhere(holds: (rule: RefundRule) => boolean): RefundState[] {
  return (Object.entries(REFUND_RULES) as [RefundState, RefundRule][])
    .filter(([, rule]) => holds(rule))
    .map(([state]) => state);
}
