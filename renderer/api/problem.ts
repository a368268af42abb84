import type { DomainErrorCode, DomainErrorDetails } from '../../shared/domain-errors.ts';
import { refusalWords } from './error-messages.ts';
import type { ProblemWords } from './problem-words.ts';
import { failureWords } from './failure-words.ts';
import { isDomainErrorCode, readFailure } from './read-failure.ts';

/** A call that did not do what was asked, in words for the person who asked. */
export interface Problem {
  readonly kind: 'refused' | 'no-answer' | 'failed';
  readonly words: ProblemWords;
  /** To quote to support; null when the server never answered. */
  readonly requestId: string | null;
  /** The domain's own code, for screens that offer more than words for some refusals. */
  readonly refusal: { readonly code: DomainErrorCode; readonly details: DomainErrorDetails } | null;
}

/** Reads anything thrown by a call. `asked` matters when no answer came: a question changed nothing, a command may have. */
export function toProblem(error: unknown, asked: 'question' | 'command'): Problem {
  const { code, domain, requestId } = readFailure(error);
  if (domain !== null) {
    return { kind: 'refused', words: refusalWords(domain.code, domain.details), requestId, refusal: domain };
  }
  const kind = code === null ? 'no-answer' : 'failed';
  return { kind, words: failureWords(code, asked), requestId, refusal: null };
}

/** The same words for a refusal that arrived inside an answer, as a payment's preview does. */
export function refusalToProblem(refusal: { readonly code: string; readonly details: DomainErrorDetails }): Problem {
  if (!isDomainErrorCode(refusal.code)) {
    return { kind: 'failed', words: failureWords('UNKNOWN', 'question'), requestId: null, refusal: null };
  }
  const { code, details } = { code: refusal.code, details: refusal.details };
  return { kind: 'refused', words: refusalWords(code, details), requestId: null, refusal: { code, details } };
}
