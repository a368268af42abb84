import { sumPence, type Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findOpenLines } from '../open-lines.ts';
import type { Share } from '../spread-amount.ts';

/**
 * Refuses LINE_NOT_FOUND for a line that is not the organisation's, is named twice, or owes nothing, and
 * AMOUNT_ABOVE_DUE for more than it owes. `freed` is what the same change first takes off lines.
 */
export async function requireDue(
  tx: Tx,
  organisationId: number,
  shares: readonly Share[],
  freed: readonly Share[] = [],
): Promise<void> {
  const lineIds = shares.map(({ lineId }) => lineId);
  const open = await findOpenLines(tx, organisationId, { invoices: [], lineIds });
  const due = new Map<number, Pence>(open.map(({ lineId, outstanding }) => [lineId, outstanding]));
  for (const { lineId, amount } of freed) due.set(lineId, sumPence([due.get(lineId) ?? sumPence([]), amount]));
  if (new Set(lineIds).size !== lineIds.length) throw new DomainError('LINE_NOT_FOUND');
  for (const { lineId, amount } of shares) {
    const owed = due.get(lineId);
    if (owed === undefined) throw new DomainError('LINE_NOT_FOUND');
    if (amount > owed) throw new DomainError('AMOUNT_ABOVE_DUE', { due: owed });
  }
}
