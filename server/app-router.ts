import { accessRouter, staffRolesApplier } from './access/index.ts';
import { createApprovalsRouter, type ApprovalApplier } from './approvals/index.ts';
import { auditRouter } from './audit/index.ts';
import {
  allocationRouter,
  billRunApplier,
  BILLING_INVARIANTS,
  billingRouter,
  chasingRouter,
  correctionAppliers,
  correctionsRouter,
  createBillRunsRouter,
  feeOrderApplier,
  feesRouter,
  receiptChangeAppliers,
  suspenseRouter,
} from './billing/index.ts';
import { callBacksRouter } from './calls/index.ts';
import { createCorrespondenceRouter } from './correspondence/index.ts';
import { createLedgerRouter, LEDGER_INVARIANTS } from './ledger/index.ts';
import { createLiveRouter } from './live.router.ts';
import { organisationChangeApplier, successionApplier, organisationsRouter } from './organisations/index.ts';
import { createPaymentsRouter, PAYMENTS_INVARIANTS, type PaymentsDeps } from './payments/index.ts';
import type { Live } from './platform/live.ts';
import { router } from './platform/trpc.ts';
import { RECEIPTS_INVARIANTS, receiptsRouter } from './receipts/index.ts';
import { refundApplier, REFUNDS_INVARIANTS, refundsRouter } from './refunds/index.ts';
import { reportsRouter } from './reports/index.ts';
import { createUsageRouter, USAGE_INVARIANTS } from './usage/index.ts';

/** What every slice promises about money, in one list: `checkInvariants` over it is the whole check of the books. */
export const INVARIANTS = [
  ...LEDGER_INVARIANTS,
  ...USAGE_INVARIANTS,
  ...BILLING_INVARIANTS,
  ...PAYMENTS_INVARIANTS,
  ...RECEIPTS_INVARIANTS,
  ...REFUNDS_INVARIANTS,
];

/** What approving does, by kind of subject. */
export const APPLIERS: readonly ApprovalApplier[] = [
  billRunApplier,
  feeOrderApplier,
  staffRolesApplier,
  organisationChangeApplier,
  successionApplier,
  ...correctionAppliers,
  ...receiptChangeAppliers,
  refundApplier,
];

/** All procedures of the server, by slice. */
export function createAppRouter(deps: PaymentsDeps & { readonly live: Live }) {
  return router({
    access: accessRouter,
    allocation: allocationRouter,
    approvals: createApprovalsRouter(APPLIERS),
    audit: auditRouter,
    billing: billingRouter,
    corrections: correctionsRouter,
    billRuns: createBillRunsRouter(deps.jobs),
    callBacks: callBacksRouter,
    chasing: chasingRouter,
    correspondence: createCorrespondenceRouter(deps.jobs),
    fees: feesRouter,
    ledger: createLedgerRouter(INVARIANTS),
    live: createLiveRouter(deps.live),
    organisations: organisationsRouter,
    payments: createPaymentsRouter(deps),
    receipts: receiptsRouter,
    refunds: refundsRouter,
    reports: reportsRouter,
    suspense: suspenseRouter,
    usage: createUsageRouter({ jobs: deps.jobs }),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;
