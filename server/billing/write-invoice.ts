import { invoiceNumber } from '../../shared/checked-reference.ts';
import type { InvoiceKind, IssuedInvoice } from '../../shared/contracts/billing.ts';
import { addDays, financialYear, londonDay } from '../../shared/local-date.ts';
import { sumPence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import { postJournal } from '../ledger/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, write } from '../platform/rows.ts';
import { takeSequences } from './invoice-numbers.ts';
import { writeInvoiceLines, type InvoiceLineToWrite } from './write-invoice-lines.ts';

/** An invoice about to be issued, whose lines somebody has checked. */
export interface InvoiceToWrite {
  readonly organisationId: number;
  readonly creditTermsDays: number;
  readonly lines: readonly InvoiceLineToWrite[];
  readonly kind: InvoiceKind;
  /** The approved correction that makes it; null for a bill. */
  readonly correctionId: number | null;
  /** The invoice that a reissued one takes the place of. */
  readonly replacesInvoiceId: number | null;
}

/**
 * Writes an invoice with its lines, dated the London day of now, posts its total and records it. The caller holds the
 * organisation's balance row. LPA_ALREADY_BILLED from the database.
 *
 * The number is taken after the lines are written, so that who waits for another's LPA holds up no other invoice.
 */
export async function writeInvoice(scope: CommandScope, invoice: InvoiceToWrite): Promise<IssuedInvoice> {
  const { tx, now } = scope;
  const issuedOn = londonDay(now);
  const dueOn = addDays(issuedOn, invoice.creditTermsDays);
  const total = sumPence(invoice.lines.map(({ amount }) => amount));
  const lineCount = invoice.lines.length;
  const { id } = await selectOne<{ id: number }>(
    tx,
    'insert into bill (organisation_id, total, line_count) values (?, ?, ?) returning id',
    [invoice.organisationId, total, lineCount],
  );
  await writeInvoiceLines(tx, id, invoice.lines);
  const year = financialYear(issuedOn);
  const sequence = await takeSequences(tx, year, 1);
  const number = invoiceNumber(year, sequence);
  await write(
    tx,
    `insert into invoice (id, number, financial_year, sequence, organisation_id, issued_on, due_on, issued_at, total,
       line_count, kind, correction_id, replaces_invoice_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, number, year, sequence, invoice.organisationId, issuedOn, dueOn, now.toISOString(), total, lineCount],
      ...[invoice.kind, invoice.correctionId, invoice.replacesInvoiceId],
    ],
  );
  if (total > 0) {
    await postJournal(scope, {
      kind: 'invoice',
      source: `invoice:${number}`,
      accountingDay: issuedOn,
      organisationId: invoice.organisationId,
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
    organisationId: invoice.organisationId,
    facts: { invoiceNumber: number, amount: total, lineCount, dueOn },
  });
  return { number, total, dueOn, lineCount };
}
