import { assertNever } from '../../shared/assert-never.ts';
import type { SignInOutcome } from '../../shared/ipc-contract.ts';

type Failure = Extract<SignInOutcome, { outcome: 'failed' }>['why'];

const FAILED: Readonly<Record<Failure, string>> = {
  'provider-unreachable': 'The sign-in service cannot be reached. Check your network, then try again.',
  'provider-refused': 'The sign-in service did not let you in. Try again, or ask your administrator.',
  'answer-not-trusted': 'The sign-in service gave an answer that cannot be trusted. Try again, and tell support.',
  'server-unreachable': 'Counterfoil’s server cannot be reached. Wait a moment, then try again.',
  'server-refused': 'Counterfoil’s server did not accept the sign-in. Try again, or tell support.',
};

/** What to say about how signing in ended; null when the person is in. */
export function signInWords(end: SignInOutcome): string | null {
  switch (end.outcome) {
    case 'signed-in':
      return null;
    case 'cancelled':
      return 'You were not signed in. Try again when you are ready.';
    case 'timed-out':
      return 'Signing in took too long and was ended. Try again.';
    case 'not-admitted':
      return end.why === 'unknown'
        ? 'Counterfoil does not know you yet. Ask an administrator to add you, then sign in again.'
        : 'Your access to Counterfoil has been turned off. Ask your team leader.';
    case 'failed':
      return FAILED[end.why];
    default:
      return assertNever(end, 'sign-in outcome');
  }
}
