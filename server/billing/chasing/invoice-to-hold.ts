import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';

/** The invoice that a hold is about; INVOICE_NOT_FOUND when there is none. */
export async function invoiceToHold(
  tx: Tx,
  number: InvoiceNumber,
): Promise<{ readonly id: number; readonly organisationId: number; readonly outstanding: Pence }> {
  const [invoice] = await selectRows<{ id: number; organisationId: number; outstanding: Pence }>(
    tx,
    `select id, organisation_id as "organisationId", outstanding from invoice_standing where number = ?`,
    [number],
  );
  if (invoice === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  return invoice;
}
