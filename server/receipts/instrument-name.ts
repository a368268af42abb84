import type { InstrumentKind } from '../../shared/contracts/receipts.ts';

/** 'Cheque 000123', as ledgers and timelines call it: never by its payer. */
export function instrumentName({ kind, number }: { readonly kind: InstrumentKind; readonly number: string }): string {
  return `${kind === 'cheque' ? 'Cheque' : 'Postal order'} ${number}`;
}
