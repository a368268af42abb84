import type { CorrectionState } from '../../../shared/contracts/corrections.ts';

/** State → whether it can still come to anything, and where it may go. The database has the same table. */
export const CORRECTION_RULES: Readonly<
  Record<CorrectionState, { readonly open: boolean; readonly to: readonly CorrectionState[] }>
> = {
  waiting: { open: true, to: ['applied', 'returned', 'withdrawn'] },
  returned: { open: true, to: ['waiting', 'withdrawn'] },
  applied: { open: false, to: [] },
  withdrawn: { open: false, to: [] },
};
