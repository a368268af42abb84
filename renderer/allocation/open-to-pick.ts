import type { HeldCredit } from '../../shared/contracts/allocation.ts';
import type { PickableLine } from './line-picker.tsx';

/** Open lines as they are offered: what is being paid by card at this moment cannot be picked. */
export function openToPick(lines: HeldCredit['openLines']): PickableLine[] {
  return lines.map(({ outstanding, beingPaid, ...line }) => ({
    ...line,
    amount: outstanding,
    cannot: beingPaid ? 'Being paid by card now' : null,
  }));
}
