import type { GovukPayClient, PaymentsDeps } from '../../../server/payments/index.ts';
import type { Live } from '../../../server/platform/live.ts';
import type { Logger } from '../../../server/platform/logger.ts';

const notToBeCalled = (): never => {
  throw new Error('This test does not call GOV.UK Pay');
};

const PAY: GovukPayClient = {
  createPayment: notToBeCalled,
  readPayment: notToBeCalled,
  readEvents: notToBeCalled,
  cancelPayment: notToBeCalled,
  createRefund: notToBeCalled,
  readRefunds: notToBeCalled,
  findByReference: notToBeCalled,
};

/** What the procedures are given where nothing is paid and nobody follows changes. */
export function noPayments(log: Logger): PaymentsDeps & { readonly live: Live } {
  return {
    pay: PAY,
    telephony: { pauseRecording: notToBeCalled, resumeRecording: notToBeCalled },
    jobs: { enqueue: async () => undefined, work: async () => undefined, stop: async () => undefined },
    live: { follow: () => null, stop: async () => undefined },
    log,
    copyId: 1,
    returnBaseUrl: 'https://counterfoil.example',
    cardPageOrigins: ['https://card.example'],
    bankTransfer: { accountName: 'OPG', sortCode: '10-20-30', accountNumber: '12345678' },
  };
}
