import type { ReceiptChangeRequest } from '../../../shared/contracts/allocation.ts';
import { subtractPence, sumPence, type Pence } from '../../../shared/money.ts';
import { lockBalances } from '../../ledger/index.ts';
import { findOrganisation } from '../../organisations/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { requireDue } from '../allocation/require-due.ts';
import { requireNotBeingPaid } from '../lines-being-paid.ts';
import { liveAllocations } from '../live-allocations.ts';
import type { OntoLine, Party, ReceiptChangePlan } from './receipt-change-plan.ts';

/**
 * Works out what a change of a payment does, under the locks of the balances it moves.
 *
 * Refuses RECEIPT_NOT_FOUND, RECEIPT_TAKEN_BACK, RECEIPT_PAID_BACK and RECEIPT_OF_THAT_ORGANISATION for a move,
 * LINE_NOT_FOUND and AMOUNT_ABOVE_DUE for lines it cannot come off or meet, LINE_ALREADY_BEING_PAID.
 */
export async function planReceiptChange(tx: Tx, request: ReceiptChangeRequest): Promise<ReceiptChangePlan> {
  const to = request.kind === 'payment-move' ? await findOrganisation(tx, request.to) : null;
  const { from } = await readReceipt(tx, request.receiptId);
  await lockBalances(tx, to === null || to.id === from.id ? [from.id] : [from.id, to.id]);
  const { receipt, drawn, takenBack } = await readReceipt(tx, request.receiptId);
  if (takenBack) throw new DomainError('RECEIPT_TAKEN_BACK');
  const live = await liveAllocations(tx, request.receiptId);
  if (request.kind === 'reallocation') {
    const off = live.filter(({ lineId }) => request.offLines.includes(lineId));
    const onto = await planOnto(tx, from.id, request, off);
    return { request, receipt, from, to: null, off, onto };
  }
  if (drawn > 0) throw new DomainError('RECEIPT_PAID_BACK', { amount: drawn });
  if (to === null || to.id === from.id) throw new DomainError('RECEIPT_OF_THAT_ORGANISATION');
  await requireNotBeingPaid(
    tx,
    live.map(({ lineId }) => lineId),
  );
  return { request, receipt, from, to: { id: to.id, reference: to.reference, name: to.name }, off: live, onto: [] };
}

type Reallocation = Extract<ReceiptChangeRequest, { kind: 'reallocation' }>;

async function planOnto(
  tx: Tx,
  organisationId: number,
  { offLines, ontoLines }: Reallocation,
  off: ReceiptChangePlan['off'],
): Promise<OntoLine[]> {
  if (offLines.some((lineId) => !off.some((line) => line.lineId === lineId))) throw new DomainError('LINE_NOT_FOUND');
  const due = sumPence(off.map(({ amount }) => amount));
  const amount = sumPence(ontoLines.map((line) => line.amount));
  if (amount > due) throw new DomainError('AMOUNT_ABOVE_DUE', { amount, due });
  await requireDue(tx, organisationId, ontoLines, off);
  await requireNotBeingPaid(tx, [...offLines, ...ontoLines.map(({ lineId }) => lineId)]);
  const named = await selectRows<Omit<OntoLine, 'amount'>>(
    tx,
    `select line.id as "lineId", invoice.number as "invoiceNumber", line.lpa_reference as "lpaReference"
     from invoice_line line join invoice on invoice.id = line.invoice_id
     where line.id in (select value::bigint from jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(ontoLines.map(({ lineId }) => lineId))],
  );
  const names = new Map(named.map((line) => [line.lineId, line]));
  return ontoLines.flatMap((line) => {
    const name = names.get(line.lineId);
    return name === undefined ? [] : [{ ...name, amount: line.amount }];
  });
}

type ReadReceipt = ReceiptChangePlan['receipt'] & {
  readonly organisationId: number;
  readonly reference: Party['reference'];
  readonly name: string;
  readonly drawn: Pence;
  readonly takenBack: boolean;
};

async function readReceipt(tx: Tx, receiptId: number) {
  const [row] = await selectRows<ReadReceipt>(
    tx,
    `select receipt.id, channel, payer, amount, accounting_day as "accountingDay", received_on as "receivedOn",
       organisation_id as "organisationId", organisation.reference, organisation.name,
       coalesce((select sum(case effect when 'draws' then amount else -amount end) from credit_draw
         where credit_draw.receipt_id = receipt.id), 0)::bigint as drawn,
       exists (select from journal where reverses_journal_id = receipt.journal_id) as "takenBack"
     from receipt join organisation on organisation.id = organisation_id where receipt.id = ?`,
    [receiptId],
  );
  if (row === undefined) throw new DomainError('RECEIPT_NOT_FOUND');
  const { organisationId, reference, name, drawn, takenBack, ...receipt } = row;
  return { receipt, from: { id: organisationId, reference, name }, drawn, takenBack };
}

/** How much of what comes off meets no line again, pence. */
export function becomesCredit(plan: ReceiptChangePlan): Pence {
  return subtractPence(sumPence(plan.off.map(({ amount }) => amount)), sumPence(plan.onto.map(({ amount }) => amount)));
}
