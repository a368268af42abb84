import type { Invariant } from '../ledger/index.ts';

/**
 * What card payments promise, each as SQL that answers one line for every row that breaks it.
 */
export const PAYMENTS_INVARIANTS: readonly Invariant[] = [
  {
    code: 'I3p',
    says: 'Each payment at Pay is booked at most once, and exactly when its attempt says it is paid',
    violations: `
      select 'card payment ' || card_payment.reference as what from card_payment
      left join receipt on receipt.source = 'govuk-pay:' || card_payment.pay_payment_id
      join card_payment_state rule on rule.state = card_payment.state
      where rule.booked <> (receipt.id is not null) or receipt.id is distinct from card_payment.receipt_id
        or receipt.amount <> card_payment.amount or receipt.organisation_id <> card_payment.organisation_id
      union all
      select 'receipt ' || receipt.id || ' has no card payment' from receipt
      where channel in ('card-by-phone', 'card-by-link') and num_nonnulls(moved_from_receipt_id, suspense_receipt_id) = 0
        and not exists (select from card_payment where card_payment.receipt_id = receipt.id)
      union all
      select 'card payment ' || card_payment.reference || ' and its reversal' from card_payment
      join receipt on receipt.id = last_receipt(card_payment.receipt_id)
      where (card_payment.state = 'reversed')
        <> exists (select from journal where journal.reverses_journal_id = receipt.journal_id)`,
  },
  {
    code: 'I6',
    says: 'At most one open attempt per line, and an attempt holds its lines exactly while its state says so',
    violations: `
      select 'line ' || invoice_line_id as what from payment_attempt_line where is_open
      group by invoice_line_id having count(*) > 1
      union all
      select 'card payment ' || card_payment.reference from card_payment
      join card_payment_state rule on rule.state = card_payment.state
      join payment_attempt_line held on held.card_payment_id = card_payment.id
      where held.is_open <> rule.holds_lines
      union all
      select 'lines of card payment ' || card_payment.reference from card_payment
      left join payment_attempt_line held on held.card_payment_id = card_payment.id
      group by card_payment.id having coalesce(sum(held.amount), 0) <> card_payment.amount`,
  },
  {
    code: 'I17',
    says: 'No card page opened and no card payment was booked without a pause of the recording, or the word of a team leader',
    violations: `
      select 'card payment ' || card_payment.reference as what from card_payment
      where must_pause_recording and (card_page_opened_at is not null or receipt_id is not null)
        and not exists (select from recording_pause where recording_pause.card_payment_id = card_payment.id
          and pause_state in ('paused', 'by-hand', 'overridden'))
        -- An orphan's card page is nobody's: its address never reached us.
        and not (card_page_opened_at is null and exists (select from audit_event
          where subject = 'card-payment:' || card_payment.id and kind = 'card-payment.orphan-found'))`,
  },
  {
    code: 'I9',
    says: 'Every attempt and every invoice has its audit event, and every booked payment has the event of its booking',
    violations: `
      select 'card payment ' || card_payment.reference as what from card_payment
      where not exists (select from audit_event where subject = 'card-payment:' || card_payment.id
          and kind = 'card-payment.started')
        or (receipt_id is not null and (select count(*) from audit_event
          where subject = 'card-payment:' || card_payment.id and kind = 'card-payment.paid') <> 1)
      union all
      select 'invoice ' || invoice.number from invoice
      where (select count(*) from audit_event where subject = 'invoice:' || invoice.number and kind = 'invoice.issued') <> 1`,
  },
  // Hashes are left out: about one in fifty happens to have thirteen digits in a row.
  {
    code: 'I11',
    says: 'No card number is kept: only a brand and four digits',
    violations: `
      select 'card payment ' || reference as what from card_payment
      where card_last_four !~ '^[0-9]{4}$' or card_brand ~ '[0-9]{5}'
      union all
      select 'audit event ' || id from audit_event
      where regexp_replace(data::text, '"[0-9a-f]{64}"', '', 'g') ~ '(^|[^0-9])[0-9]{13,19}([^0-9]|$)'`,
  },
];
