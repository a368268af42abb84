import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { DomainError } from '../platform/domain-error.ts';

/** Refuses TEXT_HOLDS_CARD_NUMBER when any of what was typed holds one. Texts that are null are passed over. */
export function refuseCardNumber(...texts: readonly (string | null)[]): void {
  if (texts.some((text) => text !== null && containsCardNumber(text))) throw new DomainError('TEXT_HOLDS_CARD_NUMBER');
}
