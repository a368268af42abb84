import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { refusalToProblem } from '../api/problem.ts';

/** Why a payment that ended cannot simply be started again: usually what it was for has been paid since. */
export function againWords(refusal: NonNullable<CardPaymentPreview['refusal']>): string {
  if (refusal.code === 'NOTHING_DUE') return 'What this payment was for has been paid since.';
  if (refusal.code === 'AMOUNT_ABOVE_DUE') return 'Part of what this payment was for has been paid since.';
  return refusalToProblem(refusal).words.what;
}
