import type { ProblemWords } from './problem-words.ts';

const UNANSWERED_QUESTION: ProblemWords = {
  what: 'The desk cannot reach the server.',
  money: 'Nothing has been changed.',
  next: 'It goes on trying. You do not need to do anything.',
};

const UNANSWERED_COMMAND: ProblemWords = {
  what: 'No answer came back, so we do not know whether this was done.',
  money: 'It cannot be done twice: pressing the button again finds out, and does it only if it was not done before.',
  next: 'Wait until the desk is connected again, then press the button once more.',
};

const FAILED_QUESTION: ProblemWords = {
  what: 'Something went wrong and this could not be shown.',
  money: 'Nothing has been changed.',
  next: 'Try again. If it happens again, give support the request number.',
};

const FAILED_COMMAND: ProblemWords = {
  what: 'Something went wrong on the server.',
  money: 'The record shows whether it was done. Trying again cannot do it twice.',
  next: 'Look at the record, then try again. If it happens again, give support the request number.',
};

const NOT_ALLOWED: ProblemWords = {
  what: 'Your role does not allow this.',
  money: 'Nothing has been changed.',
  next: 'If you need it for your work, ask your team leader.',
};

const SIGNED_OUT: ProblemWords = {
  what: 'You have been signed out.',
  money: 'Nothing has been changed.',
  next: 'Sign in again to go on from here.',
};

const TOO_MANY: ProblemWords = {
  what: 'The server is busy and did not take this on.',
  money: 'Nothing has been changed.',
  next: 'Wait a few seconds and try again.',
};

/** Words for what is not a refusal of the domain. `code` is tRPC's, or null when no answer came. */
export function failureWords(code: string | null, asked: 'question' | 'command'): ProblemWords {
  if (code === null) return asked === 'command' ? UNANSWERED_COMMAND : UNANSWERED_QUESTION;
  if (code === 'FORBIDDEN') return NOT_ALLOWED;
  if (code === 'UNAUTHORIZED') return SIGNED_OUT;
  if (code === 'TOO_MANY_REQUESTS' || code === 'SERVICE_UNAVAILABLE') return TOO_MANY;
  return asked === 'command' ? FAILED_COMMAND : FAILED_QUESTION;
}
