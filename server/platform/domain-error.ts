import {
  DOMAIN_ERRORS,
  type DomainErrorCode,
  type DomainErrorDetails,
  type DomainErrorKind,
} from '../../shared/domain-errors.ts';

/**
 * A refusal with a name. Bugs throw `Error`; what the domain will not do throws this.
 *
 * `details` reach the page and may stand in a log, so they hold references and names of staff, never personal details.
 */
export class DomainError extends Error {
  override name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly details: DomainErrorDetails;

  constructor(code: DomainErrorCode, details: DomainErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }

  get kind(): DomainErrorKind {
    return DOMAIN_ERRORS[this.code].kind;
  }
}
