import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import type { SignInOutcome } from '../shared/ipc-contract.ts';

/** What an error of the OpenID Connect library means for the person. None of its text is kept: it may hold a code or a token. */
export function signInFailure(error: unknown): SignInOutcome {
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'access_denied' ? { outcome: 'cancelled' } : { outcome: 'failed', why: 'provider-refused' };
  }
  if (error instanceof ResponseBodyError) return { outcome: 'failed', why: 'provider-refused' };
  return { outcome: 'failed', why: neverAnswered(error) ? 'provider-unreachable' : 'answer-not-trusted' };
}

function neverAnswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  return 'code' in error && ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'].includes(String(error.code));
}
