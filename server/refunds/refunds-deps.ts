import type { PaymentsDeps } from '../payments/index.ts';

/** What sending refunds and following them up needs from outside. */
export type RefundsDeps = Pick<PaymentsDeps, 'pay' | 'log' | 'copyId'>;
