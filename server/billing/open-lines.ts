import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import type { Pence } from '../../shared/money.ts';
import { selectRows } from '../platform/rows.ts';

/** A line with something still to pay. */
export interface OpenLine {
  readonly lineId: number;
  readonly invoiceId: number;
  readonly invoiceNumber: InvoiceNumber;
  readonly lpaReference: LpaReference;
  readonly outstanding: Pence;
}

export interface LineChoice {
  readonly invoices: readonly InvoiceNumber[];
  readonly lineIds: readonly number[];
}

/** What still has to be paid on a line aliased `line`: less what was paid of it, and less what was credited of its debt. */
export const LINE_OUTSTANDING = `(line.amount - coalesce((
  select sum(case effect when 'applies' then amount else -amount end) from allocation
  where allocation.invoice_line_id = line.id), 0) - coalesce((
  select sum(met_debt) from credit_note_line where credit_note_line.invoice_line_id = line.id), 0))::bigint`;

/**
 * The chosen lines of an organisation that still have something to pay, oldest invoice first: the order in which
 * money meets them. Lines of other organisations are not found, whatever their ids.
 */
export async function findOpenLines(
  em: EntityManager,
  organisationId: number,
  choice: LineChoice,
): Promise<OpenLine[]> {
  const rows = await selectRows<{
    line_id: number;
    invoice_id: number;
    number: InvoiceNumber;
    lpa_reference: LpaReference;
    outstanding: Pence;
  }>(
    em,
    `select * from (
       select line.id as line_id, invoice.id as invoice_id, invoice.number, line.lpa_reference,
         ${LINE_OUTSTANDING} as outstanding, invoice.issued_on, line.line_number
       from invoice_line line join invoice on invoice.id = line.invoice_id
       where invoice.organisation_id = ?
         and (invoice.number in (select jsonb_array_elements_text(?::jsonb))
           or line.id in (select value::bigint from jsonb_array_elements_text(?::jsonb)))) chosen
     where outstanding > 0 order by issued_on, invoice_id, line_number`,
    [organisationId, JSON.stringify(choice.invoices), JSON.stringify(choice.lineIds)],
  );
  return rows.map((row) => ({
    lineId: row.line_id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    lpaReference: row.lpa_reference,
    outstanding: row.outstanding,
  }));
}
