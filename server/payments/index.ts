/** Card payments by telephone through GOV.UK Pay: attempts, what became of them, and what they put in the books. */
export { CARD_PAYMENT_RULES } from './card-payment-state.ts';
export { CardPayment } from './card-payment.entity.ts';
export { createGovukPayClient, type GovukPayClient, type PayOutcome } from './govuk-pay/client.ts';
export type { PayRefund } from './govuk-pay/pay-answers.ts';
export { openCardPage } from './open-card-page.ts';
export { findOverdueAttempts } from './overdue-attempts.ts';
export { startPaymentWatcher, type PaymentWatcher } from './payment-watcher.ts';
export { MOP_UP_QUEUE, type PaymentsDeps } from './payments-deps.ts';
export { PAYMENTS_INVARIANTS } from './payments-invariants.ts';
export { createPaymentsRouter } from './payments.router.ts';
export { createHttpTelephony } from './recording/http-telephony.ts';
export { resumeRecordings } from './recording/resume-recordings.ts';
export type { Telephony, TelephonyOutcome } from './recording/telephony.ts';
export { returnFromCardPage } from './return-from-card-page.ts';
export { settleDuePayments } from './settle-due-payments.ts';
export { startCardPayment } from './start-card-payment.ts';
export { cancelCardPayment } from './cancel-card-payment.ts';
