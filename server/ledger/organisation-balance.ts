import type { LedgerAccount } from '../../shared/contracts/ledger.ts';
import { pence, type Pence } from '../../shared/money.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import type { NewPosting } from './new-posting.ts';

/** What an organisation owes, and what is held for it beyond its bills. Pence, neither below nothing. */
export interface OrganisationBalance {
  readonly receivable: Pence;
  readonly credit: Pence;
}

/** Accounts whose balance is kept per organisation; all others are sums over their postings. */
export function isKeptPerOrganisation(account: LedgerAccount): boolean {
  return account === 'receivable' || account === 'credit-on-account';
}

const LOCK = 'select receivable, credit from organisation_balance where organisation_id = ? for update';

/**
 * Locks an organisation's balance row until the transaction ends, and reads it. Everything that moves an
 * organisation's money takes this lock first, so that two callers decide one after the other.
 *
 * The row is put there if it was never needed before: there must be a row to lock. Who locks several
 * organisations does so in id order.
 */
export async function lockBalance(tx: Tx, organisationId: number): Promise<OrganisationBalance> {
  const [kept] = await selectRows<OrganisationBalance>(tx, LOCK, [organisationId]);
  if (kept !== undefined) return kept;
  await write(tx, 'insert into organisation_balance (organisation_id) values (?) on conflict do nothing', [
    organisationId,
  ]);
  return selectOne<OrganisationBalance>(tx, LOCK, [organisationId]);
}

/** Moves the kept balance by what the postings say. The database refuses a balance below nothing. */
export async function moveBalance(tx: Tx, organisationId: number, postings: readonly NewPosting[]): Promise<void> {
  await write(
    tx,
    'update organisation_balance set receivable = receivable + ?, credit = credit + ? where organisation_id = ?',
    [net(postings, 'receivable', 'debit'), net(postings, 'credit-on-account', 'credit'), organisationId],
  );
}

function net(postings: readonly NewPosting[], account: LedgerAccount, increasedBy: 'debit' | 'credit'): number {
  let change = 0;
  for (const posting of postings) {
    if (posting.account !== account) continue;
    if (posting.side === increasedBy) change += posting.amount;
    else change -= posting.amount;
  }
  return pence(change);
}
