import { z } from 'zod';
import { DOMAIN_ERRORS, type DomainErrorCode, type DomainErrorDetails } from '../../shared/domain-errors.ts';

/** What a failed call says about itself, once parsed. */
export interface Failure {
  /** tRPC's code, or null when no answer of the server came back. */
  readonly code: string | null;
  readonly domain: { readonly code: DomainErrorCode; readonly details: DomainErrorDetails } | null;
  readonly requestId: string | null;
}

const CODES = Object.keys(DOMAIN_ERRORS);

export function isDomainErrorCode(code: string): code is DomainErrorCode {
  return CODES.includes(code);
}

const ErrorData = z.object({
  code: z.string(),
  domain: z
    .object({
      code: z.string().refine(isDomainErrorCode),
      details: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    })
    .nullable()
    .catch(null),
  requestId: z.string().nullable().catch(null),
});

const NO_ANSWER: Failure = { code: null, domain: null, requestId: null };

/** Reads anything thrown by a call. What is not an answer of the server reads as no answer. */
export function readFailure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null || !('data' in error)) return NO_ANSWER;
  const parsed = ErrorData.safeParse(error.data);
  return parsed.success ? parsed.data : NO_ANSWER;
}
