import type { ReceiptRow } from '../../shared/contracts/allocation.ts';

/** In a few words, what is to know of a payment besides its figures; empty when there is nothing. */
export function receiptStands(row: ReceiptRow): string {
  if (row.movedTo !== null) return `Moved to ${row.movedTo}`;
  if (row.takenBack) return 'Taken back';
  if (row.waitingChange !== null) return 'Change waits for approval';
  if (row.movedFrom !== null) return `Moved here from ${row.movedFrom}`;
  if (row.fromSuspense) return 'Placed out of suspense';
  return '';
}

/** True where finance may ask for another place of the payment. */
export function mayChange(row: ReceiptRow): boolean {
  return !row.takenBack && row.waitingChange === null;
}
