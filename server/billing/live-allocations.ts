import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import type { Pence } from '../../shared/money.ts';
import { selectRows } from '../platform/rows.ts';

/** Part of a receipt that meets a line now. */
export interface LiveAllocation {
  readonly allocationId: number;
  readonly lineId: number;
  readonly invoiceNumber: InvoiceNumber;
  readonly lpaReference: LpaReference;
  readonly amount: Pence;
}

/** What of a receipt meets lines and was not released, in the order of its lines. */
export async function liveAllocations(em: EntityManager, receiptId: number): Promise<LiveAllocation[]> {
  return selectRows<LiveAllocation>(
    em,
    `select applied.id as "allocationId", line.id as "lineId", invoice.number as "invoiceNumber",
       line.lpa_reference as "lpaReference", applied.amount
     from allocation applied join invoice_line line on line.id = applied.invoice_line_id
     join invoice on invoice.id = line.invoice_id
     where applied.receipt_id = ? and applied.effect = 'applies'
       and not exists (select from allocation released where released.releases_allocation_id = applied.id)
     order by invoice.issued_on, invoice.id, line.line_number, applied.id`,
    [receiptId],
  );
}
