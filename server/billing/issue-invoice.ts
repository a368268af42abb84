import { invoiceNumber } from '../../shared/checked-reference.ts';
import type { IssuedInvoice, IssueInvoice } from '../../shared/contracts/billing.ts';
import { addDays, financialYear, londonDay } from '../../shared/local-date.ts';
import { sumPence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import { lockBalance, postJournal } from '../ledger/index.ts';
import { findOrganisation, requireAllowed } from '../organisations/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne } from '../platform/rows.ts';
import { checkInvoiceLines } from './invoice-line-rules.ts';
import { takeSequences } from './invoice-numbers.ts';
import { writeInvoiceLines } from './write-invoice-lines.ts';

/**
 * Issues one invoice with the lines given, one per LPA, dated the London day it is issued and due after the
 * organisation's credit terms. Posts its total to the ledger.
 *
 * Refuses ORGANISATION_ON_HOLD and ORGANISATION_CLOSED, INVOICE_LINES_REFUSED with the line and the reason, and
 * LPA_ALREADY_BILLED. Numbers have no gaps within a financial year: the number is taken in this transaction, last.
 */
export async function issueInvoice(scope: CommandScope, input: IssueInvoice): Promise<IssuedInvoice> {
  const { tx, now } = scope;
  const organisation = await findOrganisation(tx, input.organisation);
  requireAllowed(organisation, 'issueInvoice');
  const issuedOn = londonDay(now);
  checkInvoiceLines(input.lines, issuedOn);
  await lockBalance(tx, organisation.id);
  const total = sumPence(input.lines.map(({ amount }) => amount));
  const dueOn = addDays(issuedOn, organisation.creditTermsDays);
  const year = financialYear(issuedOn);
  const sequence = await takeSequences(tx, year, 1);
  const number = invoiceNumber(year, sequence);
  const { id } = await selectOne<{ id: number }>(
    tx,
    `with made as (
       insert into bill (organisation_id, total, line_count) values (?, ?, ?) returning id)
     insert into invoice (id, number, financial_year, sequence, organisation_id, issued_on, due_on, issued_at, total,
       line_count) select id, ?, ?, ?, ?, ?, ?, ?, ?, ? from made returning id`,
    [
      ...[organisation.id, total, input.lines.length],
      ...[number, year, sequence, organisation.id, issuedOn, dueOn, now.toISOString(), total, input.lines.length],
    ],
  );
  await writeInvoiceLines(tx, id, input.lines);
  if (total > 0) {
    await postJournal(scope, {
      kind: 'invoice',
      source: `invoice:${number}`,
      accountingDay: issuedOn,
      organisationId: organisation.id,
      description: `Invoice ${number}`,
      reversesJournalId: null,
      postings: [
        { account: 'receivable', side: 'debit', amount: total },
        { account: 'fee-income', side: 'credit', amount: total },
      ],
    });
  }
  await recordAudit(scope, {
    kind: 'invoice.issued',
    subject: `invoice:${number}`,
    organisationId: organisation.id,
    facts: { invoiceNumber: number, amount: total, lineCount: input.lines.length, dueOn },
  });
  return { number, total, dueOn, lineCount: input.lines.length };
}
