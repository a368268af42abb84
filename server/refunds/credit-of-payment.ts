import type { EntityManager } from '@mikro-orm/postgresql';
import { pence, type Pence } from '../../shared/money.ts';
import { drawCredit } from '../billing/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';

/** Credit on account that a payment is the reason for, and what is left of it, pence. */
export interface CreditOfPayment {
  readonly receiptId: number | null;
  readonly creditNoteId: number | null;
  readonly left: Pence;
}

/**
 * What is left on account because of a payment: what it brought beyond the bills, and what was credited of the lines
 * that it paid. Oldest credit note first, the payment's own first of all.
 */
export async function readCreditSources(em: EntityManager, receiptId: number): Promise<CreditOfPayment[]> {
  return selectRows<CreditOfPayment>(
    em,
    `select receipt_id as "receiptId", null::integer as "creditNoteId", amount_left as "left"
     from credit_source where receipt_id = ? and amount_left > 0
     union all
     select null, credit_note_id, amount_left from credit_source
     where amount_left > 0 and credit_note_id in (
       select credited.credit_note_id from allocation paid
       join credit_note_line credited on credited.invoice_line_id = paid.invoice_line_id
       where paid.receipt_id = ? and paid.effect = 'applies' and credited.became_credit > 0
         and not exists (select from allocation released where released.releases_allocation_id = paid.id))
     order by 2 nulls first`,
    [receiptId, receiptId],
  );
}

/** Takes a refund's amount off those sources. The caller holds the balance and has posted the journal. */
export async function drawFromPayment(
  scope: CommandScope,
  draw: { readonly receiptId: number; readonly amount: Pence; readonly journalId: number },
): Promise<void> {
  let wanted: number = draw.amount;
  for (const { receiptId, creditNoteId, left } of await readCreditSources(scope.tx, draw.receiptId)) {
    const amount = pence(Math.min(wanted, left));
    wanted -= amount;
    if (amount === 0) break;
    const taken = { amount, journalId: draw.journalId };
    if (receiptId !== null) await drawCredit(scope, { ...taken, receiptId, creditNoteId: null });
    else if (creditNoteId !== null) await drawCredit(scope, { ...taken, receiptId: null, creditNoteId });
  }
  if (wanted !== 0) throw new Error('A refund asks for more than is held because of its payment');
}
