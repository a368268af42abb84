import { findCardNumber } from '../../shared/find-card-number.ts';
import { DomainError } from './domain-error.ts';

/** Refuses TEXT_HOLDS_CARD_NUMBER, naming the field but never what is in it, when any text of an input holds one. */
export function refuseCardNumber(input: unknown): void {
  const field = findCardNumber(input);
  if (field !== null) throw new DomainError('TEXT_HOLDS_CARD_NUMBER', { field });
}
