import type { PlacedSuspense, PlaceSuspense } from '../../../shared/contracts/suspense.ts';
import { londonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import type { ReceiptChannel } from '../../../shared/receipt-channels.ts';
import { recordAudit } from '../../audit/index.ts';
import { lockBalance } from '../../ledger/index.ts';
import { findOrganisation } from '../../organisations/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { bookReceipt } from '../book-receipt.ts';
import { oldestFirst } from '../oldest-first.ts';

/**
 * Places money out of suspense on the organisation it was meant for, whole and once: a receipt there, dated today,
 * that meets the oldest lines first. What finds none is credit on account.
 *
 * Refuses SUSPENSE_NOT_FOUND, SUSPENSE_ALREADY_PLACED with where it went, and ORGANISATION_NOT_FOUND.
 */
export async function placeSuspense(scope: CommandScope, input: PlaceSuspense): Promise<PlacedSuspense> {
  const { tx } = scope;
  const organisation = await findOrganisation(tx, input.organisation);
  await lockBalance(tx, organisation.id);
  const money = await readUnplaced(tx, input.suspenseId);
  const booked = bookReceipt(scope, {
    organisationId: organisation.id,
    ...{ channel: money.channel, amount: money.amount, payer: money.payer, receivedOn: money.receivedOn },
    source: `suspense:${input.suspenseId}`,
    accountingDay: londonDay(scope.now),
    description: 'Payment out of suspense',
    intended: await oldestFirst(tx, organisation.id, money.amount),
    ...{ journalKind: 'suspense-placed', debit: 'suspense' },
    ...{ movedFromReceiptId: null, suspenseReceiptId: input.suspenseId },
  });
  const { receiptId, becameCredit } = await booked.catch((error: unknown) => {
    // Somebody placed it on another organisation at the same moment.
    if (!violatesUnique(error, 'journal_kind_source_key')) throw error;
    throw new DomainError('SUSPENSE_ALREADY_PLACED', {}, { cause: error });
  });
  await recordAudit(scope, {
    kind: 'suspense.placed',
    subject: `suspense:${input.suspenseId}`,
    organisationId: organisation.id,
    facts: { suspenseId: input.suspenseId, amount: money.amount, to: organisation.reference, becameCredit },
  });
  return { receiptId, becameCredit };
}

interface Money {
  readonly channel: ReceiptChannel;
  readonly payer: string | null;
  readonly amount: Pence;
  readonly receivedOn: LocalDate;
}

async function readUnplaced(tx: Tx, suspenseId: number): Promise<Money> {
  const [money] = await selectRows<Money & { placed: string | null }>(
    tx,
    `select suspense_receipt.channel, suspense_receipt.payer, suspense_receipt.amount,
       suspense_receipt.received_on as "receivedOn", organisation.reference as placed
     from suspense_receipt left join receipt on receipt.suspense_receipt_id = suspense_receipt.id
     left join organisation on organisation.id = receipt.organisation_id where suspense_receipt.id = ?`,
    [suspenseId],
  );
  if (money === undefined) throw new DomainError('SUSPENSE_NOT_FOUND');
  if (money.placed !== null) throw new DomainError('SUSPENSE_ALREADY_PLACED', { reference: money.placed });
  return money;
}
