import type { EntityManager } from '@mikro-orm/postgresql';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { selectRows } from '../platform/rows.ts';
import { cardFileName, printCardFile } from './card-file-text.ts';

/**
 * The card payments that were taken at this desk on a London day, as a daily card file for systems that read one: the
 * payment's own reference, the day it succeeded with the time it was started, and its amount. Reversed ones are left out.
 */
export async function produceCardFile(
  em: EntityManager,
  day: LocalDate,
): Promise<{ readonly name: string; readonly text: string }> {
  const lines = await selectRows<{ orderCode: string; paidAt: string; amount: Pence }>(
    em,
    `select reference as "orderCode", amount,
       to_char(paid_on, 'YYYY-MM-DD') || ' ' || to_char(started_at at time zone 'Europe/London', 'HH24:MI:SS') as "paidAt"
     from card_payment where paid_on = ? and receipt_id is not null and state <> 'reversed' order by reference`,
    [day],
  );
  return { name: cardFileName(day), text: printCardFile(lines) };
}
