import type { BankTransferDetails } from '../../shared/contracts/billing.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/logger.ts';
import type { GovukPayClient } from './govuk-pay/client.ts';
import type { Telephony } from './recording/telephony.ts';

/** What the payments slice needs from outside; the composition root gives it. */
export interface PaymentsDeps {
  readonly pay: GovukPayClient;
  /** What pauses the recording of calls; null where agents do it by hand and say so. */
  readonly telephony: Telephony | null;
  readonly jobs: Jobs;
  readonly log: Logger;
  /** Which running copy of the server this is: see `server-copy.ts`. */
  readonly copyId: number;
  /** Where the card page sends the agent back to, without the nonce. */
  readonly returnBaseUrl: string;
  /** Exact origins that a card-page address may have. */
  readonly cardPageOrigins: readonly string[];
  readonly bankTransfer: Omit<BankTransferDetails, 'reference'>;
}

/** The pg-boss queue that looks after attempts nobody waits for. */
export const MOP_UP_QUEUE = 'payments.mop-up';
