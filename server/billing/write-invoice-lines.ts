import type { NewInvoiceLine } from '../../shared/contracts/billing.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Tx } from '../platform/transaction.ts';
import { write } from '../platform/rows.ts';

/**
 * Writes the lines of a new invoice in one statement, numbered from 1 in the order given. LPA_ALREADY_BILLED when any
 * of their LPAs stands on another invoice.
 */
export async function writeInvoiceLines(tx: Tx, invoiceId: number, lines: readonly NewInvoiceLine[]): Promise<void> {
  try {
    await write(
      tx,
      `insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind,
         amount, own_reference)
       select ?, line.number, line."lpaReference", line."lpaKind", line."receivedOn", line."registeredOn",
         line."feeKind", line.amount, line."ownReference"
       from rows from (jsonb_to_recordset(?::jsonb) as ("lpaReference" text, "lpaKind" text, "receivedOn" date,
         "registeredOn" date, "feeKind" text, amount bigint, "ownReference" text)) with ordinality
         as line ("lpaReference", "lpaKind", "receivedOn", "registeredOn", "feeKind", amount, "ownReference", number)`,
      [invoiceId, JSON.stringify(lines)],
    );
  } catch (error) {
    if (violatesUnique(error, 'invoice_line_lpa_billed_once')) {
      throw new DomainError('LPA_ALREADY_BILLED', {}, { cause: error });
    }
    throw error;
  }
}
