import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeeOrderAct, FeeOrderContent, FeeOrderRecord, FeePrices } from '../../../shared/contracts/fees.ts';
import { PRICED_KINDS } from '../../../shared/contracts/fees.ts';
import { addDays, type LocalDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import { remarksOn } from './check-fee-order.ts';
import { FEE_ORDER_RULES } from './fee-order-state.ts';
import { FEE_ORDER_COLUMNS, toFeeOrderRow, type ShownFeeOrder } from './list-fee-orders.ts';
import { priceOf } from './price-of.ts';
import { readFeeRules } from './read-fee-rules.ts';
import { latestRehearsal } from './read-rehearsal.ts';

interface Row extends ShownFeeOrder {
  readonly version: number;
  readonly drafted_by: string | null;
  readonly editors: string[];
  readonly waiting_approval: number | null;
  readonly approved_by: string | null;
  readonly sent_back: { readonly by: string | null; readonly reason: string } | null;
  readonly is_used: boolean;
}

/** One Order with what the same cost before it, its rehearsal, and what may be done to it now. */
export async function getFeeOrder(em: EntityManager, feeOrderId: number, today: LocalDate): Promise<FeeOrderRecord> {
  const row = await readRow(em, feeOrderId);
  const rules = await readFeeRules(em);
  const dayBefore = addDays(row.effective_from, -1);
  const earlier = PRICED_KINDS.map((kind) => priceOf(rules, kind, dayBefore)).filter((rule) => rule !== null);
  return {
    ...toFeeOrderRow(row, today),
    version: row.version,
    earlierPrices: earlier.map(({ feeKind, amount }) => ({ feeKind, amount })),
    draftedBy: row.drafted_by,
    editors: row.editors,
    remarks: FEE_ORDER_RULES[row.state].isOpen ? remarksOn(pricesOf(row)) : [],
    approvalId: row.waiting_approval,
    approvedBy: row.approved_by,
    sentBack: FEE_ORDER_RULES[row.state].isOpen ? row.sent_back : null,
    rehearsal: await latestRehearsal(em, feeOrderId, contentOf(row), rules),
    acts: actsOf(row),
  };
}

function contentOf(row: Row): FeeOrderContent {
  return {
    title: row.title,
    citation: row.citation ?? '',
    effectiveFrom: row.effective_from,
    prices: pricesOf(row),
  };
}

function actsOf(row: Row): FeeOrderAct[] {
  return FEE_ORDER_RULES[row.state].acts.filter((act) => act !== 'ask-to-cancel' || !row.is_used);
}

function pricesOf(row: ShownFeeOrder): FeePrices {
  const priced = new Map(row.prices.map(({ feeKind, amount }) => [feeKind, amount]));
  const [full, half, repeat, quarter] = PRICED_KINDS.map((kind) => priced.get(kind) ?? pence(0));
  const none = pence(0);
  return { full: full ?? none, half: half ?? none, repeat: repeat ?? none, quarter: quarter ?? none };
}

async function readRow(em: EntityManager, feeOrderId: number): Promise<Row> {
  const [row] = await selectRows<Row>(
    em,
    `select ${FEE_ORDER_COLUMNS}, version, drafter.name as drafted_by, approver.name as approved_by,
       state = 'approved' and fee_order_is_used(fee_order.id) as is_used,
       (select coalesce(array_agg(person.name order by person.name), '{}') from fee_order_editor
         join staff person on person.id = staff_id where fee_order_id = fee_order.id) as editors,
       (select id from approval where subject_kind = 'fee-order' and subject_id = fee_order.id::text
         and approval.state = 'pending') as waiting_approval,
       (select jsonb_build_object('by', person.name, 'reason', decision.reason) from approval
         join approval_decision decision on decision.approval_id = approval.id
         left join staff person on person.id = decision.decided_by
         where subject_kind = 'fee-order' and subject_id = fee_order.id::text and decision.outcome = 'returned'
           and not exists (select from approval later where later.subject_kind = 'fee-order'
             and later.subject_id = fee_order.id::text and later.id > approval.id)) as sent_back
     from fee_order
     left join staff drafter on drafter.id = fee_order.drafted_by
     left join approval_decision given on given.approval_id = fee_order.approval_id and given.outcome = 'approved'
     left join staff approver on approver.id = given.decided_by
     where fee_order.id = ?`,
    [feeOrderId],
  );
  if (row === undefined) throw new DomainError('FEE_ORDER_NOT_FOUND');
  return row;
}
