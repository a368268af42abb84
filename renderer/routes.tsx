import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { DeskFrame } from './shell/desk-frame.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageFault } from './shell/page-fault.tsx';
import { HomeScreen } from './home/home-screen.tsx';
import * as search from './search-params.ts';

const root = createRootRoute({ component: DeskFrame, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomeScreen });

const organisations = createRoute({
  getParentRoute: () => root,
  path: '/organisations',
  validateSearch: search.OrganisationsSearch,
  component: lazyRouteComponent(() => import('./organisations/organisations-screen.tsx'), 'OrganisationsScreen'),
});

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisations/$reference',
  validateSearch: search.OrganisationSearch,
  component: lazyRouteComponent(() => import('./organisations/organisation-screen.tsx'), 'OrganisationScreen'),
});

const invoice = createRoute({
  getParentRoute: () => root,
  path: '/invoices/$number',
  validateSearch: search.InvoiceSearch,
  component: lazyRouteComponent(() => import('./billing/invoice-screen.tsx'), 'InvoiceScreen'),
});

const payments = createRoute({
  getParentRoute: () => root,
  path: '/payments',
  validateSearch: search.PaymentsSearch,
  component: lazyRouteComponent(() => import('./payments/payments-screen.tsx'), 'PaymentsScreen'),
});

const payment = createRoute({
  getParentRoute: () => root,
  path: '/payments/$attemptId',
  component: lazyRouteComponent(() => import('./payments/payment-screen.tsx'), 'PaymentScreen'),
});

const refunds = createRoute({
  getParentRoute: () => root,
  path: '/refunds',
  validateSearch: search.RefundsSearch,
  component: lazyRouteComponent(() => import('./refunds/refunds-screen.tsx'), 'RefundsScreen'),
});

const askForRefund = createRoute({
  getParentRoute: () => root,
  path: '/refunds/ask',
  validateSearch: search.AskForRefundSearch,
  component: lazyRouteComponent(() => import('./refunds/ask-for-refund-screen.tsx'), 'AskForRefundScreen'),
});

const refund = createRoute({
  getParentRoute: () => root,
  path: '/refunds/$refundId',
  component: lazyRouteComponent(() => import('./refunds/refund-screen.tsx'), 'RefundScreen'),
});

const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  validateSearch: search.ApprovalsSearch,
  component: lazyRouteComponent(() => import('./approvals/approvals-screen.tsx'), 'ApprovalsScreen'),
});

const billRuns = createRoute({
  getParentRoute: () => root,
  path: '/bill-runs',
  validateSearch: search.BillRunsSearch,
  component: lazyRouteComponent(() => import('./bill-runs/bill-runs-screen.tsx'), 'BillRunsScreen'),
});

const billRun = createRoute({
  getParentRoute: () => root,
  path: '/bill-runs/$billRunId',
  validateSearch: search.BillRunSearch,
  component: lazyRouteComponent(() => import('./bill-runs/bill-run-screen.tsx'), 'BillRunScreen'),
});

const corrections = createRoute({
  getParentRoute: () => root,
  path: '/corrections',
  validateSearch: search.CorrectionsSearch,
  component: lazyRouteComponent(() => import('./corrections/corrections-screen.tsx'), 'CorrectionsScreen'),
});

const correction = createRoute({
  getParentRoute: () => root,
  path: '/corrections/$correctionId',
  component: lazyRouteComponent(() => import('./corrections/correction-screen.tsx'), 'CorrectionScreen'),
});

const creditNote = createRoute({
  getParentRoute: () => root,
  path: '/credit-notes/$number',
  component: lazyRouteComponent(() => import('./corrections/credit-note-screen.tsx'), 'CreditNoteScreen'),
});

const fees = createRoute({
  getParentRoute: () => root,
  path: '/fees',
  validateSearch: search.FeesSearch,
  component: lazyRouteComponent(() => import('./fees/fees-screen.tsx'), 'FeesScreen'),
});

const feeOrder = createRoute({
  getParentRoute: () => root,
  path: '/fees/$feeOrderId',
  validateSearch: search.FeeOrderSearch,
  component: lazyRouteComponent(() => import('./fees/fee-order-screen.tsx'), 'FeeOrderScreen'),
});

const staff = createRoute({
  getParentRoute: () => root,
  path: '/staff',
  validateSearch: search.StaffSearch,
  component: lazyRouteComponent(() => import('./access/staff-screen.tsx'), 'StaffScreen'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: search.AuditSearch,
  component: lazyRouteComponent(() => import('./audit/audit-screen.tsx'), 'AuditScreen'),
});

const booksCheck = createRoute({
  getParentRoute: () => root,
  path: '/books-check',
  component: lazyRouteComponent(() => import('./ledger/books-check-screen.tsx'), 'BooksCheckScreen'),
});

const booksAsAt = createRoute({
  getParentRoute: () => root,
  path: '/books-as-at',
  validateSearch: search.BooksAsAtSearch,
  component: lazyRouteComponent(() => import('./ledger/books-as-at-screen.tsx'), 'BooksAsAtScreen'),
});

const unsettledMoney = createRoute({
  getParentRoute: () => root,
  path: '/unsettled-money',
  component: lazyRouteComponent(() => import('./ledger/unsettled-money-screen.tsx'), 'UnsettledMoneyScreen'),
});

const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage',
  validateSearch: search.UsageSearch,
  component: lazyRouteComponent(() => import('./usage/usage-screen.tsx'), 'UsageScreen'),
});

const registrations = createRoute({
  getParentRoute: () => root,
  path: '/usage/registrations',
  validateSearch: search.RegistrationsSearch,
  component: lazyRouteComponent(() => import('./usage/registrations-screen.tsx'), 'RegistrationsScreen'),
});

const deliveries = createRoute({
  getParentRoute: () => root,
  path: '/usage/deliveries',
  validateSearch: search.DeliveriesSearch,
  component: lazyRouteComponent(() => import('./usage/deliveries-screen.tsx'), 'DeliveriesScreen'),
});

const delivery = createRoute({
  getParentRoute: () => root,
  path: '/usage/deliveries/$id',
  validateSearch: search.DeliverySearch,
  component: lazyRouteComponent(() => import('./usage/delivery-screen.tsx'), 'DeliveryScreen'),
});

const callBacks = createRoute({
  getParentRoute: () => root,
  path: '/call-backs',
  validateSearch: search.CallBacksSearch,
  component: lazyRouteComponent(() => import('./calls/call-backs-screen.tsx'), 'CallBacksScreen'),
});

const chasing = createRoute({
  getParentRoute: () => root,
  path: '/chasing',
  validateSearch: search.ChasingSearch,
  component: lazyRouteComponent(() => import('./chasing/chasing-screen.tsx'), 'ChasingScreen'),
});

const suspense = createRoute({
  getParentRoute: () => root,
  path: '/suspense',
  validateSearch: search.SuspenseSearch,
  component: lazyRouteComponent(() => import('./suspense/suspense-screen.tsx'), 'SuspenseScreen'),
});

const correspondence = createRoute({
  getParentRoute: () => root,
  path: '/correspondence',
  validateSearch: search.CorrespondenceSearch,
  component: lazyRouteComponent(() => import('./correspondence/correspondence-screen.tsx'), 'CorrespondenceScreen'),
});

const post = createRoute({
  getParentRoute: () => root,
  path: '/post',
  validateSearch: search.PostSearch,
  component: lazyRouteComponent(() => import('./receipts/post-screen.tsx'), 'PostScreen'),
});

const bankTransfers = createRoute({
  getParentRoute: () => root,
  path: '/bank-transfers',
  validateSearch: search.TransfersSearch,
  component: lazyRouteComponent(() => import('./receipts/bank-transfers-screen.tsx'), 'BankTransfersScreen'),
});

/** Whoever is here has signed in already. */
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: () => {
    throw redirect({ to: '/' });
  },
});

function RouteFault({ error, reset }: ErrorComponentProps) {
  return <PageFault error={error} retry={reset} />;
}

/** Every place of the desk, by its address. An address opens exactly what it opened when it was copied. */
export const deskRouter = createRouter({
  routeTree: root.addChildren([
    home,
    organisations,
    organisation,
    invoice,
    payments,
    payment,
    refunds,
    askForRefund,
    refund,
    approvals,
    billRuns,
    billRun,
    corrections,
    correction,
    creditNote,
    fees,
    feeOrder,
    staff,
    audit,
    booksCheck,
    booksAsAt,
    unsettledMoney,
    usage,
    registrations,
    deliveries,
    delivery,
    callBacks,
    chasing,
    suspense,
    correspondence,
    post,
    bankTransfers,
    signIn,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: RouteFault,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof deskRouter;
  }
}
