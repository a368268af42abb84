import type { DomainErrorCode, DomainErrorDetails } from '../../shared/domain-errors.ts';
import { ALLOCATION_REFUSALS } from './allocation-refusals.ts';
import { APPROVAL_REFUSALS } from './approval-refusals.ts';
import { readDetails, type DetailReader } from './detail-reader.ts';
import { BILL_RUN_REFUSALS } from './bill-run-refusals.ts';
import { CALL_BACK_REFUSALS } from './call-back-refusals.ts';
import { CORRECTION_REFUSALS } from './correction-refusals.ts';
import { FEE_REFUSALS } from './fee-refusals.ts';
import { ORGANISATION_REFUSALS } from './organisation-refusals.ts';
import { PAYMENT_REFUSALS } from './payment-refusals.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';
import { RECEIPT_REFUSALS } from './receipt-refusals.ts';
import { REFUND_REFUSALS } from './refund-refusals.ts';
import { STAFF_REFUSALS } from './staff-refusals.ts';

const NOTHING_CHANGED = 'Nothing has been changed and no money has moved.';

function words(what: string, next: string, money = NOTHING_CHANGED): ProblemWords {
  return { what, money, next };
}

function of(subject: string, reference: string | undefined): string {
  return reference === undefined ? subject : `${subject} ${reference}`;
}

/** Total: a new refusal does not compile until someone writes what the user sees. */
const SENTENCES: Readonly<Record<DomainErrorCode, SentenceBuilder>> = {
  ...ALLOCATION_REFUSALS,
  ...APPROVAL_REFUSALS,
  ...BILL_RUN_REFUSALS,
  ...CALL_BACK_REFUSALS,
  ...CORRECTION_REFUSALS,
  ...FEE_REFUSALS,
  ...ORGANISATION_REFUSALS,
  ...PAYMENT_REFUSALS,
  ...RECEIPT_REFUSALS,
  ...REFUND_REFUSALS,
  ...STAFF_REFUSALS,
  ALERT_NOT_FOUND: () =>
    words(
      'This alert is not there any more, or somebody else has acknowledged it.',
      'Look at the dashboard again to see what became of it.',
    ),
  BOOKS_NOT_THERE_YET: () =>
    words('That moment has not come yet.', 'Choose a moment that has passed.', 'Nothing is shown.'),
  COMMAND_ID_REUSED: () =>
    words(
      'The server has already been asked to do something else under this request.',
      'Close this, look at the record, and start again if it is still needed.',
    ),
  DELIVERY_FINISHED: () =>
    words('This delivery has ended already, so it cannot be stopped.', 'Look at it again to see what became of it.'),
  DELIVERY_NOT_FOUND: () => words('There is no such delivery.', 'Look for it in the list of deliveries.'),
  HOLD_UNTIL_REFUSED: () =>
    words('An invoice can be held until a day after today, and for a year at most.', 'Choose another day.'),
  INVOICE_HELD_ALREADY: () =>
    words('This invoice is held already.', 'Look at why. To change the day, lift that hold first.'),
  INVOICE_NOT_HELD: () => words('This invoice is not held any more.', 'Look at it again.'),
  INVOICE_LINES_REFUSED: (details) =>
    words(
      `Some lines of this invoice cannot be billed${reason(details)}.`,
      'Correct the lines and issue the invoice again.',
      'No invoice was made.',
    ),
  INVOICE_NOT_FOUND: (details) =>
    words(
      `There is no invoice ${details.text('number') ?? 'with that number'}.`,
      'Check the number with the caller, or search for the organisation.',
    ),
  JOURNAL_UNBALANCED: () =>
    words(
      'The books refused this because its two sides do not balance.',
      'This is a fault in the system. Give support the request number.',
    ),
  LINE_NOT_FOUND: () =>
    words('One of the chosen lines is no longer there.', 'Look at the invoice again and choose the lines afresh.'),
  LPA_ALREADY_BILLED: (details) =>
    words(
      `${of('LPA', details.text('lpaReference'))} has already been billed${on(details)}.`,
      'Take it out of this invoice. One LPA is billed once only.',
      'No invoice was made.',
    ),
  MESSAGE_NOT_FOUND: () => words('There is no such message.', 'Look for it in the list of correspondence.'),
  MESSAGE_SENT_AGAIN: () =>
    words('This message has been sent again already.', 'Look at the newer one.', 'Nothing more was sent.'),
  MESSAGE_STILL_OPEN: () =>
    words(
      'It is not known yet what became of this message.',
      'Wait some minutes, then look again. It will be sent by itself if it did not go.',
      'Nothing more was sent.',
    ),
  REGISTRATION_NOT_FOUND: () =>
    words('There is no such registration.', 'Look for the LPA by its reference in the list of registrations.'),
  STALE_CURSOR: () => words('This list has changed since it was opened.', 'Load the list again.', 'Nothing is lost.'),
  STATEMENT_TOO_LONG: (details) =>
    words(
      `A statement of that period has more than ${details.text('most') ?? 'the most'} entries.`,
      'Choose a shorter period.',
    ),
  SYSTEM_BUSY: () =>
    words('Someone else was changing the same record at that moment.', 'Wait a few seconds and try again.'),
  TEXT_HOLDS_CARD_NUMBER: (details) =>
    words(
      `The ${details.text('field') ?? 'text'} holds what looks like a card number.`,
      'Take it out and send it again. Card numbers are typed on the GOV.UK Pay page only.',
      'Nothing of it was kept.',
    ),
  UPLOAD_INCOMPLETE: () =>
    words('Not all of the file has arrived.', 'Choose the file and send it again.', 'Nothing of it was taken in.'),
};

function reason(details: DetailReader): string {
  const given = details.text('reason');
  return given === undefined ? '' : `: ${given.replace(/\.$/, '')}`;
}

function on(details: DetailReader): string {
  const invoice = details.text('invoiceNumber') ?? details.text('number');
  return invoice === undefined ? '' : ` on invoice ${invoice}`;
}

/** What the person sees when the domain refuses. */
export function refusalWords(code: DomainErrorCode, details: DomainErrorDetails): ProblemWords {
  return SENTENCES[code](readDetails(details));
}
