import { randomUUID } from 'node:crypto';
import { londonDay } from '../../../shared/local-date.ts';
import { sumPence, type Pence } from '../../../shared/money.ts';
import { recordAudit } from '../../audit/index.ts';
import { postJournal } from '../../ledger/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { writeAllocations, type SourcedShare } from '../write-allocations.ts';

/** An organisation whose credit is set against its lines. */
export interface InCredit {
  readonly id: number;
  readonly reference: string;
}

/**
 * Sets credit against lines: one journal, the allocations it is made of, and what was done. Answers how much. The
 * caller holds the balance row.
 */
export async function bookCredit(
  scope: CommandScope,
  organisation: InCredit,
  shares: readonly SourcedShare[],
): Promise<Pence> {
  const amount = sumPence(shares.map((share) => share.amount));
  const journalId = await postJournal(scope, {
    kind: 'credit-applied',
    source: `credit-applied:${scope.commandId ?? randomUUID()}`,
    accountingDay: londonDay(scope.now),
    organisationId: organisation.id,
    description: 'Credit on account set against bills',
    reversesJournalId: null,
    postings: [
      { account: 'credit-on-account', side: 'debit', amount },
      { account: 'receivable', side: 'credit', amount },
    ],
  });
  await writeAllocations(scope, journalId, shares);
  await recordAudit(scope, {
    kind: 'credit.applied',
    subject: `organisation:${organisation.reference}`,
    organisationId: organisation.id,
    facts: { amount, lineCount: new Set(shares.map(({ lineId }) => lineId)).size },
  });
  return amount;
}
