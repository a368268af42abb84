import type { InstrumentState } from '../../shared/contracts/receipts.ts';

/**
 * State → the states it may become. What was paid in is never returned to its payer by us, and what was not paid in
 * cannot bounce. The database has the same table (`instrument_moves`).
 */
export const INSTRUMENT_MOVES: Readonly<Record<InstrumentState, readonly InstrumentState[]>> = {
  received: ['banked', 'returned'],
  banked: ['bounced'],
  bounced: [],
  returned: [],
};
