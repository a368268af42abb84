import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeeKind, LpaKind } from '../../../shared/contracts/billing.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { minPence, subtractPence, type Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import { LINE_OUTSTANDING } from '../open-lines.ts';
import type { PlannedCredit } from './correction-plan.ts';

/** A line of an invoice as a correction looks at it. */
export interface ChargedLine {
  readonly lineId: number;
  readonly lpaReference: LpaReference;
  readonly lpaKind: LpaKind;
  readonly receivedOn: LocalDate;
  readonly registeredOn: LocalDate;
  readonly feeKind: FeeKind;
  readonly amount: Pence;
  readonly ownReference: string | null;
  readonly description: string | null;
  readonly feeRuleId: number | null;
  readonly correctsLineId: number | null;
  /** Whether it still lays claim to its LPA; false too for one that only adds to another's charge. */
  readonly live: boolean;
  readonly credited: Pence;
  readonly outstanding: Pence;
  /** What its LPA is charged by it and by lines that add to it, credits taken off. */
  readonly chargedInAll: Pence;
  /** Where a line that adds to it is still charged: an invoice's number, or that it is a draft. Null where none is. */
  readonly addedToOn: string | null;
}

/** Every line of an invoice, in line order. */
export async function readChargedLines(em: EntityManager, invoiceId: number): Promise<ChargedLine[]> {
  return selectRows<ChargedLine>(
    em,
    `select line.id as "lineId", line.lpa_reference as "lpaReference", line.lpa_kind as "lpaKind",
       line.received_on as "receivedOn", line.registered_on as "registeredOn", line.fee_kind as "feeKind", line.amount,
       line.own_reference as "ownReference", line.description, line.fee_rule_id as "feeRuleId",
       line.corrects_line_id as "correctsLineId", line.live, coalesce(credit.amount, 0)::bigint as credited,
       ${LINE_OUTSTANDING} as outstanding,
       (line.amount - coalesce(credit.amount, 0) + coalesce(added.amount, 0))::bigint as "chargedInAll",
       added.on_invoice as "addedToOn"
     from invoice_line line
     left join lateral (
       select sum(amount) as amount from credit_note_line where invoice_line_id = line.id) credit on true
     left join lateral (
       select sum(more.amount - coalesce(taken.amount, 0)) as amount,
         min(coalesce(invoice.number, 'a bill that is not issued yet')) as on_invoice
       from invoice_line more left join invoice on invoice.id = more.invoice_id
       left join lateral (
         select sum(amount) as amount from credit_note_line where invoice_line_id = more.id) taken on true
       where more.corrects_line_id = line.id and more.amount > coalesce(taken.amount, 0)) added on true
     where line.invoice_id = ? order by line.line_number`,
    [invoiceId],
  );
}

/** What is charged by the line and not credited yet, pence. */
export function remaining(line: ChargedLine): Pence {
  return subtractPence(line.amount, line.credited);
}

/** Whether there is anything of the line left to credit: money, or the claim of a line that cost nothing. */
export function canBeCredited(line: ChargedLine): boolean {
  return remaining(line) > 0 || line.live;
}

/**
 * The credit of so much of a line: off its debt first, and what was paid already onto the account. Refuses
 * CREDIT_ABOVE_LINE beyond what is left, and LINE_CORRECTED_ELSEWHERE when the whole line would go while another
 * that adds to it is still charged.
 */
export function creditOf(line: ChargedLine, amount: Pence): PlannedCredit {
  const left = remaining(line);
  if (amount > left || !canBeCredited(line) || (amount === 0 && left > 0)) {
    throw new DomainError('CREDIT_ABOVE_LINE', { lpaReference: line.lpaReference, amount, most: left });
  }
  if (amount === left && line.addedToOn !== null) {
    throw new DomainError('LINE_CORRECTED_ELSEWHERE', { lpaReference: line.lpaReference, on: line.addedToOn });
  }
  const offDebt = minPence(amount, line.outstanding);
  return {
    lineId: line.lineId,
    lpaReference: line.lpaReference,
    amount,
    offDebt,
    toAccount: subtractPence(amount, offDebt),
  };
}

/** Line id → its line; LINE_NOT_FOUND for an id that is not among them or is named twice. */
export function findLines(lines: readonly ChargedLine[], ids: readonly number[]): ChargedLine[] {
  const known = new Map(lines.map((line) => [line.lineId, line]));
  return ids.map((id) => {
    const line = known.get(id);
    if (line === undefined) throw new DomainError('LINE_NOT_FOUND');
    known.delete(id);
    return line;
  });
}
