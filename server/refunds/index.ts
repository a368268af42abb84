/** Money that goes back: refunds to the card a payment was made with, asked for, approved, sent once and settled by reading. */
export { REFUND_RULES } from './refund-state.ts';
export { refundApplier } from './refund.applier.ts';
export { startRefundWatcher } from './refund-watcher.ts';
export { REFUNDS_INVARIANTS } from './refunds-invariants.ts';
export { refundsRouter } from './refunds.router.ts';
export type { RefundsDeps } from './refunds-deps.ts';
export { settleDueRefunds } from './settle-due-refunds.ts';
