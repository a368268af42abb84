import type { Invariant } from '../ledger/index.ts';

/** What refunds promise, each as SQL that answers one line for every row that breaks it. */
export const REFUNDS_INVARIANTS: readonly Invariant[] = [
  {
    code: 'I4',
    says: 'What is refunded of a payment never exceeds what was captured of it, and one refund of it is live at a time',
    violations: `
      select 'card payment ' || payment.reference as what
      from refund join refund_state rule on rule.state = refund.state
      join card_payment payment on payment.id = refund.card_payment_id
      where rule.takes_money
      group by payment.id having sum(refund.amount) > payment.amount or payment.state <> 'captured'
      union all
      select 'refunds of card payment ' || card_payment_id from refund
      join refund_state rule on rule.state = refund.state where rule.is_live
      group by card_payment_id having count(*) > 1`,
  },
  {
    code: 'I4b',
    says: 'Refunds payable are the refunds approved and not settled, and each draws its amount from credit exactly while it takes it',
    violations: `
      select 'refunds payable' as what
      where (select coalesce(sum(case side when 'credit' then amount else -amount end), 0) from posting
          where account = 'refunds-payable')
        <> (select coalesce(sum(amount), 0) from refund where state in ('approved', 'sending', 'sent', 'unknown'))
      union all
      select 'refund ' || refund.id from refund join refund_state rule on rule.state = refund.state
      left join lateral (
        select sum(case effect when 'draws' then draw.amount else -draw.amount end) as amount from credit_draw draw
        where draw.journal_id in (refund.journal_id, refund.settled_journal_id)) drawn on true
      where coalesce(drawn.amount, 0) <> case when rule.takes_money then refund.amount else 0 end`,
  },
  {
    code: 'I4c',
    says: 'Every refund that took money was approved by another person than asked for it',
    violations: `
      select 'refund ' || refund.id as what from refund join refund_state rule on rule.state = refund.state
      left join approval on approval.id = refund.approval_id
      left join approval_decision decision on decision.approval_id = approval.id
      where (rule.takes_money or rule.was_sent) and (approval.state is distinct from 'approved'
        or approval.subject_id <> refund.id::text or decision.decided_by is distinct from refund.approved_by
        or refund.approved_by = refund.asked_by)`,
  },
];
