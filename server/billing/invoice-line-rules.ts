import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { NewInvoiceLine } from '../../shared/contracts/billing.ts';
import { compareLocalDates, type LocalDate } from '../../shared/local-date.ts';
import { DomainError } from '../platform/domain-error.ts';

/**
 * Refuses lines that cannot be true with INVOICE_LINES_REFUSED: the first wrong line's number (from 1) and the reason.
 *
 * What an LPA costs is the fee rules' business; here only what no rule could make right is refused.
 */
export function checkInvoiceLines(lines: readonly NewInvoiceLine[], today: LocalDate): void {
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const reason = whyNot(line, today) ?? (seen.has(line.lpaReference) ? 'the same LPA is on the invoice twice' : null);
    if (reason !== null) {
      throw new DomainError('INVOICE_LINES_REFUSED', { line: index + 1, lpaReference: line.lpaReference, reason });
    }
    seen.add(line.lpaReference);
  }
}

function whyNot(line: NewInvoiceLine, today: LocalDate): string | null {
  if (compareLocalDates(line.registeredOn, line.receivedOn) < 0) return 'it was registered before it was received';
  if (compareLocalDates(line.registeredOn, today) > 0) return 'it is registered in the future';
  if (line.amount < 0) return 'its amount is below nothing';
  if (line.feeKind === 'exempt' && line.amount !== 0) return 'an exempt LPA costs nothing';
  if (line.feeKind !== 'exempt' && line.amount === 0) return 'only an exempt LPA costs nothing';
  return line.ownReference === null ? null : whyNotKept(line.ownReference);
}

/** Why a reference of the organisation's own must not be kept; null when it may. */
export function whyNotKept(text: string): string | null {
  if (/\p{Cc}/u.test(text)) return 'its own reference has a control character in it';
  return containsCardNumber(text) ? 'its own reference looks like a card number' : null;
}
