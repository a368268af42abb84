import type { EntityManager } from '@mikro-orm/postgresql';
import { formatPeriod } from '../../../shared/billing-period.ts';
import type { FeeKind, LpaKind } from '../../../shared/contracts/billing.ts';
import { londonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readDate, selectRows } from '../../platform/rows.ts';
import { correctionSentences } from './correction-sentences.ts';
import { readCorrections } from './read-corrections.ts';
import { lineSentences, type LineFacts } from './line-sentences.ts';

interface Row {
  readonly lpa_reference: LpaReference;
  readonly lpa_kind: LpaKind;
  readonly received_on: LocalDate;
  readonly registered_on: LocalDate;
  readonly fee_kind: FeeKind;
  readonly amount: Pence;
  readonly adds: boolean;
  readonly number: string | null;
  readonly issued_on: LocalDate | null;
  readonly title: string;
  readonly citation: string | null;
  readonly received_from: LocalDate;
  readonly received_before: LocalDate | null;
  readonly full_fee: Pence | null;
  readonly later_full_fee: Pence | null;
  readonly told_by: string | null;
  readonly told_at: string | null;
  readonly corrected_by: string | null;
  readonly corrected_at: string | null;
  readonly period_from: LocalDate | null;
  readonly period_before: LocalDate | null;
  readonly drafter: string | null;
  readonly approver: string | null;
}

/** Why a line costs what it costs, and what corrections have made of it since. LINE_NOT_FOUND when there is no such line. */
export async function explainLine(em: EntityManager, lineId: number): Promise<{ sentences: string[] }> {
  const [row] = await selectRows<Row>(
    em,
    `select line.lpa_reference, line.lpa_kind, line.received_on, line.registered_on, line.fee_kind, line.amount,
       line.corrects_line_id is not null as adds, invoice.number, invoice.issued_on, fee_order.title, fee_order.citation, era.received_from, era.received_before,
       (select amount from fee_rule where fee_order_id = fee_order.id and fee_kind = 'full') as full_fee,
       (select rule.amount from fee_rule_period rule where rule.fee_kind = 'full' and rule.fee_order_id <> fee_order.id
          and rule.received_from <= line.registered_on
          and (rule.received_before is null or line.registered_on < rule.received_before)) as later_full_fee,
       told.received_by as told_by, told.received_at as told_at,
       changed.received_by as corrected_by, changed.recorded_at as corrected_at,
       run.period_from, run.period_before, coalesce(drafter.name, 'Counterfoil') as drafter, approver.name as approver
     from invoice_line line
     join bill on bill.id = line.invoice_id
     left join invoice on invoice.id = line.invoice_id
     join fee_order_period era on era.received_from <= line.received_on
       and (era.received_before is null or line.received_on < era.received_before)
     join fee_order on fee_order.id = era.fee_order_id
     left join registration on registration.id = line.registration_id
     left join usage_delivery told on told.id = registration.delivery_id
     left join lateral (
       select delivery.received_by, change.recorded_at from registration_change change
       join usage_delivery delivery on delivery.id = change.delivery_id
       where change.registration_id = registration.id and change.says -> 'feeKind' is not null
       order by change.occurred_at desc, change.event_id desc limit 1) changed on true
     left join bill_run run on run.id = bill.bill_run_id
     left join staff drafter on drafter.id = run.drafted_by
     left join staff approver on approver.id = run.approved_by
     where line.id = ?`,
    [lineId],
  );
  if (row === undefined) throw new DomainError('LINE_NOT_FOUND');
  return { sentences: [...lineSentences(factsOf(row)), ...correctionSentences(await readCorrections(em, lineId))] };
}

function factsOf(row: Row): LineFacts {
  const { period_from: from, period_before: before } = row;
  return {
    lpaReference: row.lpa_reference,
    lpaKind: row.lpa_kind,
    receivedOn: row.received_on,
    registeredOn: row.registered_on,
    feeKind: row.fee_kind,
    amount: row.amount,
    addsToAnother: row.adds,
    invoiceNumber: row.number,
    issuedOn: row.issued_on,
    order: {
      title: row.title,
      citation: row.citation,
      from: row.received_from,
      before: row.received_before,
      fullFee: row.full_fee,
    },
    fullFeeWhenRegistered: row.later_full_fee,
    told: toldOf(row),
    run:
      from === null || before === null
        ? null
        : { period: formatPeriod({ from, before }), openedBy: row.drafter ?? 'Counterfoil', approvedBy: row.approver },
  };
}

function toldOf(row: Row): LineFacts['told'] {
  const day = (text: string): LocalDate => londonDay(readDate(text));
  if (row.corrected_by !== null && row.corrected_at !== null) {
    return { by: row.corrected_by, on: day(row.corrected_at), corrected: true };
  }
  if (row.told_by === null || row.told_at === null) return null;
  return { by: row.told_by, on: day(row.told_at), corrected: false };
}
