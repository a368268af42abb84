import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pence } from '../../shared/money.ts';
import { selectRows } from '../platform/rows.ts';
import { LINE_OUTSTANDING } from './open-lines.ts';
import { spreadAmount, type Share } from './spread-amount.ts';

/**
 * Where an amount goes that was meant for no line: the organisation's oldest invoices first, each line whole before the
 * next. Lines that somebody is taking a card payment for are passed over. What finds no line is left out.
 */
export async function oldestFirst(em: EntityManager, organisationId: number, amount: Pence): Promise<readonly Share[]> {
  const lines = await selectRows<{ lineId: number; outstanding: Pence }>(
    em,
    `select "lineId", outstanding from (
       select line_id as "lineId", outstanding,
         sum(outstanding) over (order by issued_on, bill_id, line_number) - outstanding as before
       from (
         select line.id as line_id, ${LINE_OUTSTANDING} as outstanding, bill.issued_on, bill.id as bill_id,
           line.line_number
         from invoice_standing bill join invoice_line line on line.invoice_id = bill.id
         where bill.organisation_id = ? and bill.outstanding > 0
           and not exists (select from payment_attempt_line held where held.invoice_line_id = line.id and held.is_open)
       ) due where outstanding > 0) running
     where before < ? order by before`,
    [organisationId, amount],
  );
  return spreadAmount(amount, lines).shares;
}
