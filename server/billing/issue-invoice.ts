import type { IssuedInvoice, IssueInvoice } from '../../shared/contracts/billing.ts';
import { londonDay } from '../../shared/local-date.ts';
import { lockBalance } from '../ledger/index.ts';
import { findOrganisation, requireAllowed } from '../organisations/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { checkInvoiceLines } from './invoice-line-rules.ts';
import { writeInvoice } from './write-invoice.ts';

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
  checkInvoiceLines(input.lines, londonDay(now));
  await lockBalance(tx, organisation.id);
  return writeInvoice(scope, {
    organisationId: organisation.id,
    creditTermsDays: organisation.creditTermsDays,
    lines: input.lines,
    kind: 'bill',
    correctionId: null,
    replacesInvoiceId: null,
  });
}
