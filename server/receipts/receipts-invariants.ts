import type { Invariant } from '../ledger/index.ts';

/** What money by post, transfer and card file promises, each as SQL that answers one line for every row that breaks it. */
export const RECEIPTS_INVARIANTS: readonly Invariant[] = [
  {
    code: 'I30',
    says: 'What is in hand in the books is what is in hand in the post: cheques and postal orders received and not paid in',
    violations: `
      select 'cheques in hand' as what
      where (select coalesce(sum(case side when 'debit' then amount else -amount end), 0)
             from posting where account = 'cheques-in-hand')
        <> (select coalesce(sum(amount), 0) from instrument where state = 'received')`,
  },
  {
    code: 'I31',
    says: 'A cheque, postal order or transfer is booked to the penny, and its receipts stand exactly while it does',
    violations: `
      select kind || ' ' || instrument.id as what from instrument
      left join instrument_receipt on instrument_id = instrument.id left join receipt on receipt.id = receipt_id
      group by instrument.id having coalesce(sum(receipt.amount), 0) <> instrument.amount
      union all
      select kind || ' ' || instrument.id || ' and its reversal' from instrument
      join instrument_receipt on instrument_id = instrument.id join receipt on receipt.id = last_receipt(receipt_id)
      where (state in ('bounced', 'returned'))
        <> exists (select from journal where journal.reverses_journal_id = receipt.journal_id)
      union all
      select 'bank transfer ' || transfer.id from bank_transfer transfer
      left join bank_transfer_receipt on bank_transfer_id = transfer.id left join receipt on receipt.id = receipt_id
      group by transfer.id having coalesce(sum(receipt.amount), 0) <> transfer.amount
      union all
      select 'receipt ' || id || ' has nothing that brought it' from receipt
      where channel in ('cheque', 'postal-order', 'bank-transfer', 'card-file')
        and num_nonnulls(moved_from_receipt_id, suspense_receipt_id) = 0
        and not exists (select from instrument_receipt where receipt_id = receipt.id)
        and not exists (select from bank_transfer_receipt where receipt_id = receipt.id)
        and not exists (select from card_file_row where receipt_id = receipt.id)`,
  },
  {
    code: 'I32',
    says: 'Every paying-in slip adds up, was paid in on or after the day its last piece came, and has one journal',
    violations: `
      select 'paying-in slip ' || slip.id as what from paying_in_slip slip
      left join instrument on paying_in_slip_id = slip.id
      left join journal on journal.kind = 'banking' and journal.source = 'paying-in-slip:' || slip.id
      group by slip.id, journal.id
      having coalesce(sum(instrument.amount), 0) <> slip.total or count(instrument.id) <> slip.instrument_count
        or max(received_on) > slip.banked_on or journal.id is null or max(journal.total) <> slip.total`,
  },
];
