import type { FeeOrderAct, FeeOrderState } from '../../../shared/contracts/fees.ts';

/** What a state means, and what may be done from it. */
export interface FeeOrderRule {
  readonly means: string;
  /** Its prices are the law for LPAs received from the day it begins. */
  readonly inForce: boolean;
  /** What it says may be changed. */
  readonly isOpen: boolean;
  readonly acts: readonly FeeOrderAct[];
  readonly mayBecome: readonly FeeOrderState[];
}

/** The life of an Order, as data. The database holds the same table and refuses any other move. */
export const FEE_ORDER_RULES: Readonly<Record<FeeOrderState, FeeOrderRule>> = {
  draft: {
    means: 'Being written. It prices nothing.',
    ...{ inForce: false, isOpen: true, acts: ['edit', 'rehearse', 'send', 'cancel'] },
    mayBecome: ['awaiting-approval', 'cancelled'],
  },
  'awaiting-approval': {
    means: 'A second person is to approve exactly what it says. An edit takes it back to draft.',
    ...{ inForce: false, isOpen: false, acts: ['edit', 'take-back'] },
    mayBecome: ['draft', 'approved'],
  },
  approved: {
    means: 'In force from the day it begins. What it says is fixed.',
    ...{ inForce: true, isOpen: false, acts: ['ask-to-cancel'] },
    mayBecome: ['awaiting-cancellation'],
  },
  'awaiting-cancellation': {
    means: 'Still in force; a second person is to approve that it is not to be.',
    ...{ inForce: true, isOpen: false, acts: ['take-back'] },
    mayBecome: ['approved', 'cancelled'],
  },
  cancelled: {
    means: 'It prices nothing, and never will.',
    ...{ inForce: false, isOpen: false, acts: [] },
    mayBecome: [],
  },
};
