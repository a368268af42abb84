/** Debts and how they are met: invoices, receipts, allocations, credit on account. */
export { BILLING_INVARIANTS } from './billing-invariants.ts';
export { BILL_RUNS_QUEUE, workOnBillRuns } from './bill-runs/bill-run-jobs.ts';
export { billRunApplier } from './bill-runs/bill-run.applier.ts';
export { createBillRunsRouter } from './bill-runs/bill-runs.router.ts';
export { OPEN_DUE_BILL_RUNS_QUEUE, openDueBillRuns } from './bill-runs/open-due-bill-runs.ts';
export { billingRouter } from './billing.router.ts';
export { correctionAppliers } from './corrections/correction.applier.ts';
export { correctionsRouter } from './corrections/corrections.router.ts';
export { feeOrderApplier } from './fees/fee-order-applier.ts';
export { feesRouter } from './fees/fees.router.ts';
export { priceOf, type FeeRulePeriod } from './fees/price-of.ts';
export { priceFor, readFeeRules } from './fees/read-fee-rules.ts';
export { issueInvoice } from './issue-invoice.ts';
export { findOpenLines, LINE_OUTSTANDING, type LineChoice, type OpenLine } from './open-lines.ts';
export { recordReceipt } from './record-receipt.ts';
export { reverseReceipt } from './reverse-receipt.ts';
export { spreadAmount, type Share } from './spread-amount.ts';
