import type { HoldInvoice } from '../../../shared/contracts/chasing.ts';
import { daysBetween, londonDay } from '../../../shared/local-date.ts';
import { recordAudit } from '../../audit/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { write } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { endPastHold } from './lift-invoice-hold.ts';
import { invoiceToHold } from './invoice-to-hold.ts';
import { heldBy } from './held-by.ts';

const MOST_DAYS = 366;

/**
 * Sends nothing more about an invoice up to and with a day: somebody disputes it, or was given time. It changes nothing
 * about what is owed.
 *
 * Refuses INVOICE_NOT_FOUND, NOTHING_DUE, HOLD_UNTIL_REFUSED for a day that is not after today or more than a year away,
 * and INVOICE_HELD_ALREADY.
 */
export async function holdInvoice(scope: CommandScope, input: HoldInvoice): Promise<{ number: HoldInvoice['number'] }> {
  const { tx, now } = scope;
  const { number, until, reason } = input;
  const days = daysBetween(londonDay(now), until);
  if (days < 1 || days > MOST_DAYS) throw new DomainError('HOLD_UNTIL_REFUSED', { until });
  const invoice = await invoiceToHold(tx, number);
  if (invoice.outstanding === 0) throw new DomainError('NOTHING_DUE');
  await endPastHold(scope, invoice.id);
  try {
    await write(
      tx,
      `insert into invoice_hold (invoice_id, held_until, reason, placed_by, placed_at) values (?, ?, ?, ?, ?)`,
      [invoice.id, until, reason, heldBy(scope), now.toISOString()],
    );
  } catch (error) {
    if (violatesUnique(error, 'invoice_hold_one'))
      throw new DomainError('INVOICE_HELD_ALREADY', { number }, { cause: error });
    throw error;
  }
  await recordAudit(scope, {
    kind: 'invoice.held',
    subject: `invoice:${number}`,
    organisationId: invoice.organisationId,
    facts: { invoiceNumber: number, until, reason },
  });
  return { number };
}
