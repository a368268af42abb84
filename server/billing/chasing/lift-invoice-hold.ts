import type { LiftInvoiceHold } from '../../../shared/contracts/chasing.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows, write } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { invoiceToHold } from './invoice-to-hold.ts';
import { heldBy } from './held-by.ts';

/** Lets an invoice be chased again. Refuses INVOICE_NOT_FOUND and INVOICE_NOT_HELD. */
export async function liftInvoiceHold(
  scope: CommandScope,
  { number, reason }: LiftInvoiceHold,
): Promise<{ number: LiftInvoiceHold['number'] }> {
  const { tx, now } = scope;
  const invoice = await invoiceToHold(tx, number);
  const lifted = await selectRows<{ id: number }>(
    tx,
    `update invoice_hold set lifted_by = ?, lifted_at = ?, lifted_because = ?
     where invoice_id = ? and lifted_at is null and held_until >= ?::date returning id`,
    [heldBy(scope), now.toISOString(), reason, invoice.id, londonDay(now)],
  );
  if (lifted.length === 0) throw new DomainError('INVOICE_NOT_HELD', { number });
  await recordAudit(scope, {
    kind: 'invoice.hold-lifted',
    subject: `invoice:${number}`,
    organisationId: invoice.organisationId,
    facts: { invoiceNumber: number, reason },
  });
  return { number };
}

/** A hold whose day has passed holds nothing; it makes room for a new one. */
export async function endPastHold(scope: CommandScope, invoiceId: number): Promise<void> {
  await write(
    scope.tx,
    `update invoice_hold set lifted_by = ?, lifted_at = ?, lifted_because = 'Its day had passed'
     where invoice_id = ? and lifted_at is null and held_until < ?::date`,
    [heldBy(scope), scope.now.toISOString(), invoiceId, londonDay(scope.now)],
  );
}
