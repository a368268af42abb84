import type { NewInvoiceLine } from '../../shared/contracts/billing.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Tx } from '../platform/transaction.ts';
import { write } from '../platform/rows.ts';

/** A line about to be written, and what it has to do with an earlier one. */
export interface InvoiceLineToWrite extends NewInvoiceLine {
  readonly description?: string | null;
  /** The rule whose price it is, where it is one. */
  readonly feeRuleId?: number | null;
  /** The line whose charge this one adds to: such a line lays no claim on its LPA. */
  readonly correctsLineId?: number | null;
  /** The line, credited whole, whose LPA this one takes over. */
  readonly replacesLineId?: number | null;
}

/**
 * Writes the lines of a new invoice in one statement, numbered from 1 in the order given, each joined to the
 * registration of its LPA where the two say the same. LPA_ALREADY_BILLED when any of their LPAs stands on another
 * invoice.
 */
export async function writeInvoiceLines(
  tx: Tx,
  invoiceId: number,
  lines: readonly InvoiceLineToWrite[],
): Promise<void> {
  try {
    await write(
      tx,
      `insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind,
         amount, own_reference, description, fee_rule_id, corrects_line_id, replaces_line_id, live, registration_id)
       select bill.id, line.number, line."lpaReference", line."lpaKind", line."receivedOn", line."registeredOn",
         line."feeKind", line.amount, line."ownReference", line.description, line."feeRuleId", line."correctsLineId",
         line."replacesLineId", line."correctsLineId" is null, registration.id
       from rows from (jsonb_to_recordset(?::jsonb) as ("lpaReference" text, "lpaKind" text, "receivedOn" date,
         "registeredOn" date, "feeKind" text, amount bigint, "ownReference" text, description text,
         "feeRuleId" integer, "correctsLineId" bigint, "replacesLineId" bigint)) with ordinality
         as line ("lpaReference", "lpaKind", "receivedOn", "registeredOn", "feeKind", amount, "ownReference",
           description, "feeRuleId", "correctsLineId", "replacesLineId", number)
       join bill on bill.id = ?
       left join registration on registration.lpa_reference = line."lpaReference"
         and registration.organisation_id = bill.organisation_id and registration.received_on = line."receivedOn"
         and registration.fee_kind = line."feeKind" and registration.withdrawn_at is null
       order by line.number`,
      [JSON.stringify(lines), invoiceId],
    );
  } catch (error) {
    if (violatesUnique(error, 'invoice_line_lpa_billed_once')) {
      throw new DomainError('LPA_ALREADY_BILLED', {}, { cause: error });
    }
    throw error;
  }
}
