import type { GovukPayClient, PaymentsDeps } from '../../../server/payments/index.ts';
import type { Logger } from '../../../server/platform/logger.ts';

const notToBeCalled = (): never => {
  throw new Error('This test does not call GOV.UK Pay');
};

const PAY: GovukPayClient = {
  createPayment: notToBeCalled,
  readPayment: notToBeCalled,
  readEvents: notToBeCalled,
  cancelPayment: notToBeCalled,
  findByReference: notToBeCalled,
};

/** What the payments slice is given where nothing is paid. */
export function noPayments(log: Logger): PaymentsDeps {
  return {
    pay: PAY,
    jobs: { enqueue: async () => undefined, work: async () => undefined, stop: async () => undefined },
    log,
    copyId: 1,
    returnBaseUrl: 'https://counterfoil.example',
    cardPageOrigins: ['https://card.example'],
    bankTransfer: { accountName: 'OPG', sortCode: '10-20-30', accountNumber: '12345678' },
  };
}
