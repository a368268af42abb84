import { creditNoteNumber, type CreditNoteNumber } from '../../../shared/checked-reference.ts';
import { financialYear, londonDay } from '../../../shared/local-date.ts';
import { recordAudit } from '../../audit/index.ts';
import { postJournal, type NewPosting } from '../../ledger/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne, write } from '../../platform/rows.ts';
import { takeCreditNoteSequence } from '../invoice-numbers.ts';
import type { CorrectionPlan } from './correction-plan.ts';
import { totalsOf } from './plan-summary.ts';
import { REASON_WORDS } from '../../../shared/correction-reasons.ts';

/**
 * Issues a plan's credit note: its lines, and one journal that takes the whole off the fee income, as far as it was
 * owed off the debt, and as far as it was paid onto the organisation's account. The caller holds the balance row and
 * has moved the correction to `applied`. A line credited whole lets go of its LPA (a trigger sees to it).
 */
export async function issueCreditNote(
  scope: CommandScope,
  plan: CorrectionPlan,
  correctionId: number,
): Promise<CreditNoteNumber> {
  const { tx, now } = scope;
  const { invoice } = plan;
  if (invoice === null) throw new Error('A credit note is of an invoice');
  const { credited, offDebt, toAccount } = totalsOf(plan);
  const issuedOn = londonDay(now);
  const year = financialYear(issuedOn);
  const sequence = await takeCreditNoteSequence(tx, year);
  const number = creditNoteNumber(year, sequence);
  const journalId =
    credited === 0
      ? null
      : await postJournal(scope, {
          kind: 'credit-note',
          source: `credit-note:${number}`,
          accountingDay: issuedOn,
          organisationId: plan.from.id,
          description: `Credit note ${number} for invoice ${invoice.number}`,
          reversesJournalId: null,
          postings: postingsOf(plan),
        });
  const { id } = await selectOne<{ id: number }>(
    tx,
    `insert into credit_note (number, financial_year, sequence, organisation_id, invoice_id, correction_id, issued_on,
       issued_at, reason, words, total, met_debt, became_credit, line_count, journal_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[number, year, sequence, plan.from.id, invoice.id, correctionId, issuedOn, now.toISOString()],
      ...[plan.reason, plan.words, credited, offDebt, toAccount, plan.credits.length, journalId],
    ],
  );
  await write(
    tx,
    `insert into credit_note_line (credit_note_id, invoice_line_id, invoice_id, amount, met_debt, became_credit)
     select ?, credit."lineId", ?, credit.amount, credit."offDebt", credit."toAccount"
     from jsonb_to_recordset(?::jsonb) as credit ("lineId" bigint, amount bigint, "offDebt" bigint, "toAccount" bigint)
     order by credit."lineId"`,
    [id, invoice.id, JSON.stringify(plan.credits)],
  );
  await recordAudit(scope, {
    kind: 'credit-note.issued',
    subject: `credit-note:${number}`,
    organisationId: plan.from.id,
    facts: {
      creditNoteNumber: number,
      invoiceNumber: invoice.number,
      amount: credited,
      becameCredit: toAccount,
      lineCount: plan.credits.length,
      reason: REASON_WORDS[plan.reason],
    },
  });
  return number;
}

function postingsOf(plan: CorrectionPlan): NewPosting[] {
  const { credited, offDebt, toAccount } = totalsOf(plan);
  const postings: NewPosting[] = [{ account: 'fee-income', side: 'debit', amount: credited }];
  if (offDebt > 0) postings.push({ account: 'receivable', side: 'credit', amount: offDebt });
  if (toAccount > 0) postings.push({ account: 'credit-on-account', side: 'credit', amount: toAccount });
  return postings;
}
