import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOTHING_DECIDED = 'Nothing has been approved and nothing has changed.';

function words(what: string, next: string, money = NOTHING_DECIDED): ProblemWords {
  return { what, money, next };
}

type ApprovalRefusal = Extract<DomainErrorCode, `APPROVAL_${string}`>;

/** Refusals around asking for an approval and giving one. */
export const APPROVAL_REFUSALS: Readonly<Record<ApprovalRefusal, SentenceBuilder>> = {
  APPROVAL_ABOVE_DAY_LIMIT: (details) =>
    words(
      `With this you would have approved more for this organisation today than your role may${most(details)}.`,
      'Leave it for somebody whose limit is higher, or approve it tomorrow.',
    ),
  APPROVAL_ABOVE_LIMIT: (details) =>
    words(
      `${details.pounds('amount') ?? 'This'} is more than your role may approve at once${most(details)}.`,
      'Leave it for somebody whose limit is higher.',
    ),
  APPROVAL_ALREADY_ASKED: () =>
    words(
      'This has been sent for approval already.',
      'Wait until it is decided, or take it back first.',
      'Nothing has been sent again.',
    ),
  APPROVAL_ALREADY_DECIDED: () =>
    words(
      'This no longer waits for approval.',
      'Look at its history to see who decided it, and how.',
      'Your decision was not recorded.',
    ),
  APPROVAL_NEEDS_FRESH_SIGN_IN: (details) =>
    words(
      `To approve, you must have signed in within the last ${details.text('minutes') ?? '5'} minutes.`,
      'Sign in again. You come back to this approval.',
    ),
  APPROVAL_NOT_FOUND: () => words('There is no such approval.', 'Look in the list of approvals.'),
  APPROVAL_NOT_PERMITTED: () =>
    words('Your role does not decide this.', 'Leave it for somebody whose role does, or ask your team leader.'),
  APPROVAL_OF_OWN_WORK: () =>
    words(
      'You asked for this or edited it, so somebody else has to decide it.',
      'Ask a colleague who had no part in it.',
    ),
  APPROVAL_SUBJECT_CHANGED: () =>
    words(
      'This is not what was sent for approval any more.',
      'Whoever asked for it looks at it again and sends it afresh.',
    ),
};

function most(details: DetailReader): string {
  const limit = details.pounds('limit');
  return limit === undefined ? '' : `: the most is ${limit}`;
}
