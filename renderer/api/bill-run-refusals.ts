import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

function words(what: string, next: string, money = 'Nothing has been issued.'): ProblemWords {
  return { what, money, next };
}

type BillRunCode = Extract<DomainErrorCode, `BILL_${string}`>;

/** What is said when something about a bill run is refused. */
export const BILL_RUN_REFUSALS: Readonly<Record<BillRunCode, SentenceBuilder>> = {
  BILL_MUST_WAIT: () =>
    words(
      'One of these organisations is on hold or closed, so its bill cannot go.',
      'Leave it held: the next run takes it up.',
      'Nothing was changed.',
    ),
  BILL_NOT_FOUND: () =>
    words(
      'One of these bills is no longer in the run.',
      'Look at the run again and choose afresh.',
      'Nothing was changed.',
    ),
  BILL_RUN_ALREADY_OPEN: () =>
    words('There is already a bill run for that period.', 'Open it from the list of bill runs.', 'No run was made.'),
  BILL_RUN_CHANGED: () =>
    words('What is in this run is not what was approved.', 'Send it for approval again.', 'No invoice was issued.'),
  BILL_RUN_CLEARING: () =>
    words('The drafts of the last run are still being taken away.', 'Try again in a minute.', 'No run was made.'),
  BILL_RUN_NOTHING_READY: () =>
    words('There is no bill in this run that could be issued.', 'Let a held bill go, or cancel the run.'),
  BILL_RUN_NOT_FOUND: () => words('There is no such bill run.', 'Go back to the list of bill runs.'),
  BILL_RUN_NOT_OPEN: (details: DetailReader) =>
    words(
      `This bill run is ${STATES[details.text('state') ?? ''] ?? 'no longer open'}.`,
      'Look at it again to see what can be done now.',
      'Nothing was changed.',
    ),
  BILL_RUN_PERIOD_NOT_OVER: () =>
    words(
      'That period is not over yet.',
      'Open its run when it is; Counterfoil does so by itself.',
      'No run was made.',
    ),
  BILL_RUN_PERIOD_REFUSED: (details: DetailReader) =>
    details.text('reason') === undefined
      ? words(
          'No billing period begins on that day.',
          'Choose the first day of a month or quarter.',
          'No run was made.',
        )
      : words(
          'The run of that period is not issued yet.',
          'Issue it first; a supplementary run takes up what came after it.',
          'No run was made.',
        ),
};

const STATES: Readonly<Record<string, string>> = {
  draft: 'only just opened',
  computing: 'being worked out',
  review: 'waiting for approval',
  approved: 'already approved',
  issuing: 'being issued',
  issued: 'already issued',
  cancelled: 'cancelled',
  failed: 'given up',
};
