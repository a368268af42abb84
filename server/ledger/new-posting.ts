import type { LedgerAccount, Side } from '../../shared/contracts/ledger.ts';
import type { Pence } from '../../shared/money.ts';

/** One side of a journal that is about to be written. */
export interface NewPosting {
  readonly account: LedgerAccount;
  readonly side: Side;
  /** More than nothing; which way it goes is the side's business. */
  readonly amount: Pence;
}
