import type { BillRunState } from '../../../shared/contracts/bill-runs.ts';

/** What a state of a bill run means, and what may be done in it. */
export interface BillRunRule {
  readonly means: string;
  /** Of one cycle and period at most one run is live. */
  readonly live: boolean;
  /** What is in the run may still be changed; each change takes an approval away. */
  readonly open: boolean;
  /** Who moves it on. */
  readonly movedBy: 'finance' | 'approver' | 'job' | 'nobody';
  readonly mayBecome: readonly BillRunState[];
}

/** The run's life, as data. The database holds the same table and refuses any other move. */
export const BILL_RUN_RULES: Readonly<Record<BillRunState, BillRunRule>> = {
  draft: {
    means: 'Opened for a cycle and period; nothing is worked out yet.',
    ...{ live: true, open: true, movedBy: 'job' },
    mayBecome: ['computing', 'cancelled'],
  },
  computing: {
    means: 'Bills are being worked out, a batch of organisations at a time; a restart goes on where it was.',
    ...{ live: true, open: true, movedBy: 'job' },
    mayBecome: ['review', 'cancelled', 'failed'],
  },
  review: {
    means: 'Every bill is there to be looked at, held or cut; nothing has a number yet.',
    ...{ live: true, open: true, movedBy: 'finance' },
    mayBecome: ['computing', 'approved', 'cancelled'],
  },
  approved: {
    means: 'Someone who neither drafted nor edited it has approved exactly what is in it.',
    ...{ live: true, open: true, movedBy: 'finance' },
    mayBecome: ['review', 'issuing', 'cancelled'],
  },
  issuing: {
    means: 'Bills get their numbers and journals, a batch at a time; a restart goes on where it was.',
    ...{ live: true, open: false, movedBy: 'job' },
    mayBecome: ['issued', 'failed'],
  },
  issued: {
    means: 'Every bill that was not held is an invoice; what was held is free for the next run.',
    ...{ live: true, open: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  cancelled: {
    means: 'Given up before anything was issued; its registrations are free for the next run.',
    ...{ live: false, open: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  failed: {
    means: 'The database refused what was worked out, for the coded reason; what was not issued is free again.',
    ...{ live: false, open: false, movedBy: 'nobody' },
    mayBecome: [],
  },
};
