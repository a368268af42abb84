import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

type CallBackRefusal = Extract<DomainErrorCode, `CALL_BACK_${string}`>;

function words(what: string, next: string): ProblemWords {
  return { what, money: 'Nothing has been changed.', next };
}

/** Refusals around people who asked to be rung. */
export const CALL_BACK_REFUSALS: Readonly<Record<CallBackRefusal, SentenceBuilder>> = {
  CALL_BACK_ALREADY_OPEN: () =>
    words('They are on the list of people to ring already.', 'Look at Call-backs to see when they were last tried.'),
  CALL_BACK_CLOSED: () => words('This call-back is closed.', 'Ask for a new one if they want to be rung again.'),
  CALL_BACK_NOT_FOUND: () => words('There is no such call-back.', 'Look for it in the list of call-backs.'),
  CALL_BACK_TRIED_TODAY: () =>
    words('They have been rung today already. Nobody is rung twice in a day.', 'Ring them tomorrow.'),
};
