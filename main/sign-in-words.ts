import type { SignInOutcome } from '../shared/ipc-contract.ts';

interface Words {
  title: string;
  next: string;
}

/** What the person reads in their browser when the sign-in is over. */
export function signInWords(outcome: SignInOutcome): Words {
  if (outcome.outcome === 'not-admitted') return NOT_ADMITTED[outcome.why];
  if (outcome.outcome === 'failed') return FAILED[outcome.why];
  return ENDED[outcome.outcome];
}

const ENDED: Record<Exclude<SignInOutcome['outcome'], 'not-admitted' | 'failed'>, Words> = {
  'signed-in': { title: 'You are signed in', next: 'Go back to Counterfoil. You can close this page.' },
  cancelled: { title: 'You did not sign in', next: 'The sign-in was cancelled. Nothing has changed.' },
  'timed-out': { title: 'This sign-in took too long', next: 'Go back to Counterfoil and sign in again.' },
};

const NOT_ADMITTED: Record<(SignInOutcome & { outcome: 'not-admitted' })['why'], Words> = {
  unknown: {
    title: 'You may not use Counterfoil yet',
    next: 'You are signed in to the organisation, and nobody has given you a place in Counterfoil. Ask an administrator to add you.',
  },
  disabled: {
    title: 'Your place in Counterfoil is closed',
    next: 'An administrator has closed it. Ask an administrator if you think that is a mistake.',
  },
};

const TRY_AGAIN = 'Go back to Counterfoil and sign in again. If it happens again, tell the support team.';

const FAILED: Record<(SignInOutcome & { outcome: 'failed' })['why'], Words> = {
  'provider-unreachable': { title: 'The sign-in service cannot be reached', next: TRY_AGAIN },
  'provider-refused': { title: 'The sign-in service said no', next: TRY_AGAIN },
  'answer-not-trusted': { title: 'This answer does not belong to a sign-in of yours', next: TRY_AGAIN },
  'server-unreachable': { title: 'The Counterfoil server cannot be reached', next: TRY_AGAIN },
  'server-refused': { title: 'The Counterfoil server did not accept the sign-in', next: TRY_AGAIN },
};
