import { findCardNumber } from '../../shared/find-card-number.ts';
import type { DomainErrorDetails } from '../../shared/domain-errors.ts';

/** A refusal that the page makes itself; it carries the data that one of the server would. */
class RefusedHere extends Error {
  override name = 'RefusedHere';
  readonly data: {
    readonly code: string;
    readonly domain: { readonly code: string; readonly details: DomainErrorDetails };
  };

  constructor(details: DomainErrorDetails) {
    super('Refused before it was sent');
    this.data = { code: 'UNPROCESSABLE_CONTENT', domain: { code: 'TEXT_HOLDS_CARD_NUMBER', details } };
  }
}

/** Throws what reads as the server's TEXT_HOLDS_CARD_NUMBER when any text of a command's input holds one. */
export function refuseCardNumber(input: unknown): void {
  const field = findCardNumber(input);
  if (field !== null) throw new RefusedHere({ field });
}
