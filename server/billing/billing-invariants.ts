import type { Invariant } from '../ledger/index.ts';

/** What billing promises about money, each as SQL that answers one line for every row that breaks it. */
export const BILLING_INVARIANTS: readonly Invariant[] = [
  {
    code: 'I2',
    says: 'What an invoice and a line still owe is their amount less what was allocated, and never below nothing',
    violations: `
      select 'line ' || line.id as what from invoice_line line join allocation on allocation.invoice_line_id = line.id
      group by line.id having sum(case effect when 'applies' then allocation.amount else -allocation.amount end)
        not between 0 and line.amount
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
    says: 'Every receipt is allocated or held as credit, to the penny, and its journal says the same',
    violations: `
      with used as (
        select receipt.id, receipt.amount, receipt.journal_id,
          coalesce(sum(allocation.amount) filter (where effect = 'applies'), 0) as applied
        from receipt left join allocation on allocation.receipt_id = receipt.id group by receipt.id)
      select 'receipt ' || used.id as what from used
      where used.amount <> (select coalesce(sum(amount), 0) from posting
          where journal_id = used.journal_id and account = 'card-clearing' and side = 'debit')
        or used.applied <> (select coalesce(sum(amount), 0) from posting
          where journal_id = used.journal_id and account = 'receivable' and side = 'credit')`,
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
