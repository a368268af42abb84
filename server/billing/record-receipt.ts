import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import type { ReceiptChannel } from '../../shared/receipt-channels.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { bookReceipt, type RecordedReceipt } from './book-receipt.ts';
import { CLEARING_ACCOUNTS } from './clearing-accounts.ts';
import type { Share } from './spread-amount.ts';

export interface NewReceipt {
  readonly organisationId: number;
  readonly channel: ReceiptChannel;
  /** What brought the money, unique for ever: the same thing is never received twice. */
  readonly source: string;
  readonly amount: Pence;
  /** The day it counts for: of Pay's success, of the bank. */
  readonly accountingDay: LocalDate;
  /** The day it was in our hands, where that is another than the one it counts for. */
  readonly receivedOn?: LocalDate;
  /** Who paid, as it stands on what came, 1 to 120 characters; null where it says nobody. */
  readonly payer?: string | null;
  readonly description: string;
  /** The lines the payer meant, and how much for each; at most the whole amount. What is meant for none is credit. */
  readonly intended: readonly Share[];
}

/**
 * Books money received: one receipt, its allocations, one journal, which debits the clearing account of its channel.
 *
 * Each intended share meets its line as far as the line still owes; whatever finds its line already paid becomes credit
 * on account, so that no penny is lost. Locks the organisation's balance first.
 */
export async function recordReceipt(scope: CommandScope, receipt: NewReceipt): Promise<RecordedReceipt> {
  return bookReceipt(scope, {
    ...receipt,
    receivedOn: receipt.receivedOn ?? null,
    payer: receipt.payer ?? null,
    ...{ journalKind: 'receipt', debit: CLEARING_ACCOUNTS[receipt.channel] },
    ...{ movedFromReceiptId: null, suspenseReceiptId: null },
  });
}
