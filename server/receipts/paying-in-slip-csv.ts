import type { EntityManager } from '@mikro-orm/postgresql';
import type { LocalDate } from '../../shared/local-date.ts';
import { formatPounds, pence, type Pence } from '../../shared/money.ts';
import { CSV_MARK, csvLine } from '../platform/csv-text.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';

interface Paid {
  readonly kind: string;
  readonly number: string;
  readonly payer: string;
  readonly receivedOn: LocalDate;
  readonly bankedOn: LocalDate;
  readonly amount: Pence;
  readonly total: Pence;
}

/** A paying-in slip for printing or a spreadsheet: its instruments and their sum. Refuses PAYING_IN_SLIP_NOT_FOUND. */
export async function payingInSlipCsv(em: EntityManager, payingInSlipId: number): Promise<string> {
  const rows = await selectRows<Paid>(
    em,
    `select kind, number, payer, received_on as "receivedOn", banked_on as "bankedOn", amount, total
     from paying_in_slip slip join instrument on paying_in_slip_id = slip.id where slip.id = ? order by instrument.id`,
    [payingInSlipId],
  );
  const [first] = rows;
  if (first === undefined) throw new DomainError('PAYING_IN_SLIP_NOT_FOUND');
  const lines = rows.map((row) => csvLine([row.kind, row.number, row.payer, row.receivedOn, plain(row.amount)]));
  return [
    CSV_MARK,
    csvLine(['Paying-in slip', payingInSlipId, 'Banked', first.bankedOn, null]),
    csvLine(['Kind', 'Number', 'Payer', 'Received', 'Amount']),
    ...lines,
    csvLine(['Total', rows.length, null, null, plain(first.total)]),
  ].join('');
}

/** Pounds as a spreadsheet adds them up. */
function plain(amount: Pence): string {
  return formatPounds(pence(amount)).replaceAll(/[£,]/g, '');
}
