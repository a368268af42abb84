import type { CommandScope } from '../platform/run-command.ts';
import { write } from '../platform/rows.ts';
import type { Share } from './spread-amount.ts';

/** Where a penny of an allocation comes from: a receipt or a credit note, never both. */
export type CreditSource =
  | { readonly receiptId: number; readonly creditNoteId: null }
  | { readonly receiptId: null; readonly creditNoteId: number };

export type SourcedShare = Share & CreditSource;

/** Applies money of its sources to lines, in one statement. The journal given says the same. */
export async function writeAllocations(
  scope: CommandScope,
  journalId: number,
  shares: readonly SourcedShare[],
): Promise<void> {
  await write(
    scope.tx,
    `insert into allocation (receipt_id, credit_note_id, invoice_line_id, invoice_id, effect, amount, journal_id,
       recorded_at)
     select share."receiptId", share."creditNoteId", line.id, line.invoice_id, 'applies', share.amount, ?, ?
     from jsonb_to_recordset(?::jsonb) as share ("lineId" bigint, amount bigint, "receiptId" bigint,
       "creditNoteId" integer)
     join invoice_line line on line.id = share."lineId" order by line.id, share."receiptId", share."creditNoteId"`,
    [journalId, scope.now.toISOString(), JSON.stringify(shares)],
  );
}

/** Releases allocations by id: what they met is due again, and their money is with its source. */
export async function releaseAllocations(
  scope: CommandScope,
  journalId: number,
  allocationIds: readonly number[],
): Promise<void> {
  await write(
    scope.tx,
    `insert into allocation (receipt_id, credit_note_id, invoice_line_id, invoice_id, effect, amount,
       releases_allocation_id, journal_id, recorded_at)
     select receipt_id, credit_note_id, invoice_line_id, invoice_id, 'releases', amount, id, ?, ?
     from allocation applied where id in (select value::bigint from jsonb_array_elements_text(?::jsonb))
     order by invoice_line_id, id`,
    [journalId, scope.now.toISOString(), JSON.stringify(allocationIds)],
  );
}
