import { randomUUID } from 'node:crypto';
import { approve } from '../../../../server/approvals/index.ts';
import { receiptChangeAppliers, recordReceipt, type NewReceipt } from '../../../../server/billing/index.ts';
import { askForReceiptChange } from '../../../../server/billing/receipt-changes/ask-for-receipt-change.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand, runSystemChange } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import type { AskedReceiptChange, ReceiptChangeRequest } from '../../../../shared/contracts/allocation.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { pence, type Pence } from '../../../../shared/money.ts';
import { checkInvariants } from '../../../../server/ledger/index.ts';
import { INVARIANTS } from '../../../../server/app-router.ts';
import type { Books } from '../../../support/books.ts';

export interface TestLine {
  readonly lineId: number;
  readonly amount: Pence;
  readonly outstanding: Pence;
}

/** An organisation's lines, oldest first, with what each still owes. */
export const linesOf = (books: Books, reference: OrganisationReference): Promise<TestLine[]> =>
  books.rows(
    `select line.id as "lineId", line.amount, (line.amount
       - coalesce((select sum(case effect when 'applies' then amount else -amount end) from allocation
           where invoice_line_id = line.id), 0)
       - coalesce((select sum(met_debt) from credit_note_line where invoice_line_id = line.id), 0))::bigint as outstanding
     from invoice_line line join invoice on invoice.id = line.invoice_id
     join organisation on organisation.id = invoice.organisation_id
     where reference = ? order by line.id`,
    [reference],
  );

export async function idOf(books: Books, reference: OrganisationReference): Promise<number> {
  const [row] = await books.rows<{ id: number }>('select id from organisation where reference = ?', [reference]);
  return row?.id ?? 0;
}

/** What is kept of an organisation: [owed, in credit], pence. */
export async function balanceOf(books: Books, reference: OrganisationReference): Promise<[number, number]> {
  const [row] = await books.rows<{ receivable: number; credit: number }>(
    `select receivable, credit from organisation_balance join organisation on id = organisation_id where reference = ?`,
    [reference],
  );
  return [row?.receivable ?? 0, row?.credit ?? 0];
}

/** A transfer of an organisation that is meant for the lines given. */
export async function receive(
  books: Books,
  reference: OrganisationReference,
  amount: number,
  shares: readonly (readonly [lineId: number, amount: number])[],
  more: Partial<NewReceipt> = {},
): Promise<number> {
  const organisationId = await idOf(books, reference);
  const { receiptId } = await runSystemChange(books.system, {}, (scope) =>
    recordReceipt(scope, {
      ...{ organisationId, channel: 'bank-transfer', source: `test:${randomUUID()}`, amount: pence(amount) },
      ...{ accountingDay: localDate('2026-11-24'), description: 'A test' },
      intended: shares.map(([lineId, share]) => ({ lineId, amount: pence(share) })),
      ...more,
    }),
  );
  return receiptId;
}

/** Asks for a change of a payment. */
export const askChange = (books: Books, by: StaffActor, request: ReceiptChangeRequest): Promise<AskedReceiptChange> =>
  runCommand(books.as(by), 'allocation.askForChange', { commandId: randomUUID(), request }, askForReceiptChange);

/** Approves it, as it was asked for. */
export async function approveChange(
  books: Books,
  by: StaffActor,
  { approvalId }: AskedReceiptChange,
  commandId: string = randomUUID(),
) {
  const [row] = await books.rows<{ hash: string }>('select subject_hash as hash from approval where id = ?', [
    approvalId,
  ]);
  await approve(books.as(by), receiptChangeAppliers, { commandId, approvalId, subjectHash: row?.hash ?? '' });
}

/** Every invariant of the books holds, but for receipts that came by nothing: they are written here without it. */
export async function brokenRules(books: Books): Promise<object[]> {
  const rules = INVARIANTS.filter(({ code }) => code !== 'I31');
  return (await checkInvariants(books.orm.em.fork(), rules)).filter(({ violations }) => violations > 0);
}
