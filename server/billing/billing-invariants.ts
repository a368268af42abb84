import type { Invariant } from '../ledger/index.ts';

/** What billing promises about money, each as SQL that answers one line for every row that breaks it. */
export const BILLING_INVARIANTS: readonly Invariant[] = [
  {
    code: 'I2',
    says: 'What an invoice and a line still owe is their amount less what was allocated and credited, and never below nothing',
    violations: `
      select 'line ' || line.id as what from invoice_line line join allocation on allocation.invoice_line_id = line.id
      group by line.id having sum(case effect when 'applies' then allocation.amount else -allocation.amount end)
        not between 0 and line.amount - (select coalesce(sum(met_debt), 0) from credit_note_line
          where invoice_line_id = line.id)
      union all
      select 'invoice ' || invoice.number from invoice left join invoice_line line on line.invoice_id = invoice.id
      group by invoice.id having coalesce(sum(line.amount), 0) <> invoice.total or count(line.id) <> invoice.line_count
      union all
      select 'organisation ' || balance.organisation_id || ' owes ' || balance.receivable || ' and its bills say '
        || coalesce(sum(bill.outstanding), 0)
      from organisation_balance balance left join invoice_standing bill
        on bill.organisation_id = balance.organisation_id
      group by balance.organisation_id, balance.receivable
      having coalesce(sum(bill.outstanding), 0) <> balance.receivable`,
  },
  {
    code: 'I2b',
    says: 'Every receipt is allocated or held as credit, to the penny, and every journal says what its allocations say',
    violations: `
      select 'receipt ' || receipt.id as what from receipt
      where amount <> (select coalesce(sum(amount), 0) from posting
        where posting.journal_id = receipt.journal_id and side = 'debit'
          and account in ('card-clearing', 'cheques-in-hand', 'bank-clearing', 'suspense'))
      union all
      select 'allocations of journal ' || journal.id from journal
      left join lateral (
        select coalesce(sum(amount) filter (where effect = 'applies'), 0) as applied,
          coalesce(sum(amount) filter (where effect = 'releases'), 0) as released
        from allocation where journal_id = journal.id) met on true
      left join lateral (
        select coalesce(sum(amount) filter (where side = 'credit'), 0) as paid,
          coalesce(sum(amount) filter (where side = 'debit'), 0) as due
        from posting where journal_id = journal.id and account = 'receivable') posted on true
      where kind in ('receipt', 'receipt-reversal', 'suspense-placed', 'credit-applied', 'reallocation')
        and (met.applied, met.released) is distinct from (posted.paid, posted.due)`,
  },
  {
    code: 'I7',
    says: 'Invoice numbers of a financial year have no gap and no repeat',
    violations: `
      select 'year ' || counter.financial_year as what from invoice_counter counter
      left join invoice on invoice.financial_year = counter.financial_year
      group by counter.financial_year, counter.last_sequence
      having count(invoice.id) <> counter.last_sequence or coalesce(max(invoice.sequence), 0) <> counter.last_sequence`,
  },
  {
    code: 'I8',
    says: 'No LPA is billed twice',
    violations: `
      select 'LPA ' || lpa_reference as what from invoice_line where live group by lpa_reference having count(*) > 1`,
  },
  {
    code: 'I2c',
    says: 'No line is credited beyond its amount, and every credit note says what its lines and its journal say',
    violations: `
      select 'line ' || line.id as what from credit_note_line its join invoice_line line on line.id = its.invoice_line_id
      group by line.id having sum(its.amount) > line.amount
      union all
      select 'credit note ' || note.number from credit_note note
      left join (select credit_note_id, count(*) as lines, sum(amount) as total, sum(met_debt) as met_debt
        from credit_note_line group by 1) its on its.credit_note_id = note.id
      left join lateral (
        select coalesce(sum(amount) filter (where account = 'fee-income' and side = 'debit'), 0) as total,
          coalesce(sum(amount) filter (where account = 'receivable' and side = 'credit'), 0) as met_debt,
          coalesce(sum(amount) filter (where account = 'credit-on-account' and side = 'credit'), 0) as became_credit
        from posting where journal_id = note.journal_id) posted on true
      where (note.line_count, note.total, note.met_debt) is distinct from (its.lines, its.total, its.met_debt)
        or (note.total, note.met_debt, note.became_credit) is distinct from
          (posted.total, posted.met_debt, posted.became_credit)`,
  },
  {
    code: 'I2d',
    says: 'Credit on account is what is left with its sources, receipts and credit notes, to the penny, none below nothing',
    violations: `
      select 'source ' || coalesce('receipt ' || receipt_id, 'credit note ' || credit_note_id) as what
      from credit_source where amount_left < 0
      union all
      select 'organisation ' || balance.organisation_id from organisation_balance balance
      left join (select organisation_id, sum(amount_left) as amount_left from credit_source group by 1) source
        on source.organisation_id = balance.organisation_id
      where balance.credit <> coalesce(source.amount_left, 0)`,
  },
  {
    code: 'I2e',
    says: 'What is in suspense is what came for nobody and was not placed, to the penny',
    violations: `
      select 'suspense' as what
      where (select coalesce(sum(case side when 'credit' then amount else -amount end), 0) from posting
          where account = 'suspense')
        <> (select coalesce(sum(amount), 0) from suspense_receipt
          where not exists (select from receipt where receipt.suspense_receipt_id = suspense_receipt.id))`,
  },
  {
    code: 'I7c',
    says: 'Credit note numbers of a financial year have no gap and no repeat',
    violations: `
      select 'year ' || counter.financial_year as what from credit_note_counter counter
      left join credit_note on credit_note.financial_year = counter.financial_year
      group by counter.financial_year, counter.last_sequence
      having count(credit_note.id) <> counter.last_sequence
        or coalesce(max(credit_note.sequence), 0) <> counter.last_sequence`,
  },
  {
    code: 'I8b',
    says: 'A line lays claim to its LPA until it is credited whole, and nothing adds to or replaces it otherwise',
    violations: `
      with credit as (
        select invoice_line_id, count(*) as times, sum(amount) as amount from credit_note_line group by 1)
      select 'line ' || line.id as what from invoice_line line left join credit on credit.invoice_line_id = line.id
      where line.corrects_line_id is null
        and line.live = (credit.times is not null and credit.amount = line.amount)
      union all
      select 'line ' || line.id from invoice_line line
      left join invoice_line other on other.id = coalesce(line.corrects_line_id, line.replaces_line_id)
      left join credit on credit.invoice_line_id = line.id
      where (line.corrects_line_id is not null and line.amount > coalesce(credit.amount, 0)
          and (other.id is null or not other.live or other.lpa_reference <> line.lpa_reference))
        or (line.replaces_line_id is not null
          and (other.id is null or other.live or other.lpa_reference <> line.lpa_reference))`,
  },
  {
    code: 'I8c',
    says: 'What a correction made was approved, by another person than asked for it',
    violations: `
      select 'correction ' || correction.id as what from correction
      left join approval on approval.id = correction.approval_id
      left join credit_note note on note.correction_id = correction.id
      left join invoice made on made.correction_id = correction.id
      where (correction.state = 'applied') <> (note.id is not null or made.id is not null)
        or correction.state = 'applied' and (approval.state is distinct from 'approved'
          or approval.subject_id <> correction.id::text or correction.approved_by = correction.asked_by)`,
  },
  {
    code: 'I7b',
    says: 'Every bill says what its lines say, and every issued run has issued all that was ready',
    violations: `
      select 'bill ' || bill.id as what from bill left join lateral (
        select count(*) as lines, coalesce(sum(amount), 0) as total from invoice_line where invoice_id = bill.id) made on true
      where made.lines <> bill.line_count or made.total <> bill.total
      union all
      select 'bill ' || bill.id || ' by fee' from bill join bill_run on bill_run.id = bill_run_id left join lateral (
        select coalesce(sum(line_count), 0) as lines, coalesce(sum(line_count * price), 0) as total
        from bill_fee where bill_id = bill.id) fee on true
      where fee.lines <> bill.line_count or fee.total <> bill.total
      union all
      select 'run ' || run.id from bill_run run left join bill on bill.bill_run_id = run.id
        left join invoice on invoice.id = bill.id
      where run.state = 'issued' group by run.id having count(invoice.id) <> run.bills_issued
        or run.cleared and count(bill.id) <> run.bills_issued`,
  },
];
