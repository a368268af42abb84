import type { LedgerAccount } from '../../shared/contracts/ledger.ts';
import type { ReceiptChannel } from '../../shared/receipt-channels.ts';

/** Where money lies that came and has not been seen at the bank. */
export type ClearingAccount = Extract<LedgerAccount, 'card-clearing' | 'cheques-in-hand' | 'bank-clearing'>;

/** The account that money of each channel is debited to when it comes. */
export const CLEARING_ACCOUNTS: Readonly<Record<ReceiptChannel, ClearingAccount>> = {
  'card-by-phone': 'card-clearing',
  'card-by-link': 'card-clearing',
  'card-file': 'card-clearing',
  cheque: 'cheques-in-hand',
  'postal-order': 'cheques-in-hand',
  'bank-transfer': 'bank-clearing',
};
