/**
 * Every way the domain can refuse, and what kind of refusal it is.
 *
 * The server maps `kind` to a tRPC code (`server/platform/trpc.ts`) and the page maps the code to a sentence
 * (`renderer/api/error-messages.ts`). Both tables are total: a new code does not compile until someone writes what
 * the user sees.
 */
export const DOMAIN_ERRORS = {
  ABOVE_CARD_LIMIT: { kind: 'rejected' },
  AMOUNT_ABOVE_DUE: { kind: 'rejected' },
  AMOUNT_CHANGED: { kind: 'conflict' },
  APPROVAL_ABOVE_DAY_LIMIT: { kind: 'rejected' },
  APPROVAL_ABOVE_LIMIT: { kind: 'rejected' },
  APPROVAL_ALREADY_ASKED: { kind: 'conflict' },
  APPROVAL_ALREADY_DECIDED: { kind: 'conflict' },
  APPROVAL_NEEDS_FRESH_SIGN_IN: { kind: 'rejected' },
  APPROVAL_NOT_FOUND: { kind: 'notFound' },
  APPROVAL_NOT_PERMITTED: { kind: 'forbidden' },
  APPROVAL_OF_OWN_WORK: { kind: 'forbidden' },
  APPROVAL_SUBJECT_CHANGED: { kind: 'conflict' },
  BILL_MUST_WAIT: { kind: 'conflict' },
  BILL_NOT_FOUND: { kind: 'notFound' },
  BILL_RUN_ALREADY_OPEN: { kind: 'conflict' },
  BILL_RUN_CHANGED: { kind: 'conflict' },
  BILL_RUN_CLEARING: { kind: 'conflict' },
  BILL_RUN_NOTHING_READY: { kind: 'rejected' },
  BILL_RUN_NOT_FOUND: { kind: 'notFound' },
  BILL_RUN_NOT_OPEN: { kind: 'conflict' },
  BILL_RUN_PERIOD_NOT_OVER: { kind: 'rejected' },
  BILL_RUN_PERIOD_REFUSED: { kind: 'rejected' },
  CARD_PAGE_NOT_AVAILABLE: { kind: 'conflict' },
  CARD_PAYMENT_FINISHED: { kind: 'conflict' },
  CARD_PAYMENT_NOT_FOUND: { kind: 'notFound' },
  CARD_PAYMENT_NOT_YOURS: { kind: 'forbidden' },
  COMMAND_ID_REUSED: { kind: 'conflict' },
  CORRECTION_ALREADY_OPEN: { kind: 'conflict' },
  CORRECTION_NOTHING_TO_DO: { kind: 'rejected' },
  CORRECTION_NOT_FOUND: { kind: 'notFound' },
  CORRECTION_NOT_OPEN: { kind: 'conflict' },
  CORRECTION_REFUSED: { kind: 'rejected' },
  CREDIT_ABOVE_LINE: { kind: 'rejected' },
  CREDIT_NOTE_NOT_FOUND: { kind: 'notFound' },
  DELIVERY_FINISHED: { kind: 'conflict' },
  DELIVERY_NOT_FOUND: { kind: 'notFound' },
  FEE_ORDER_BEGINS_TOO_EARLY: { kind: 'rejected' },
  FEE_ORDER_CHANGED: { kind: 'conflict' },
  FEE_ORDER_DATE_TAKEN: { kind: 'conflict' },
  FEE_ORDER_IN_USE: { kind: 'rejected' },
  FEE_ORDER_NOT_FOUND: { kind: 'notFound' },
  FEE_ORDER_NOT_REHEARSED: { kind: 'rejected' },
  FEE_ORDER_STATE_FORBIDS: { kind: 'conflict' },
  INVOICE_LINES_REFUSED: { kind: 'rejected' },
  INVOICE_NOT_FOUND: { kind: 'notFound' },
  JOURNAL_UNBALANCED: { kind: 'rejected' },
  LINE_ALREADY_BEING_PAID: { kind: 'conflict' },
  LINE_NOT_FOUND: { kind: 'notFound' },
  LINE_CORRECTED_ELSEWHERE: { kind: 'conflict' },
  LPA_ALREADY_BILLED: { kind: 'conflict' },
  MESSAGE_NOT_FOUND: { kind: 'notFound' },
  MESSAGE_SENT_AGAIN: { kind: 'conflict' },
  MESSAGE_STILL_OPEN: { kind: 'conflict' },
  NOTHING_DUE: { kind: 'rejected' },
  ORGANISATION_BRANCHES_ONE_LEVEL: { kind: 'rejected' },
  ORGANISATION_CHANGED: { kind: 'conflict' },
  ORGANISATION_CHANGE_WAITING: { kind: 'conflict' },
  ORGANISATION_CLOSED: { kind: 'rejected' },
  ORGANISATION_CONTACT_NOT_FOUND: { kind: 'notFound' },
  ORGANISATION_NOT_FOUND: { kind: 'notFound' },
  ORGANISATION_ON_HOLD: { kind: 'rejected' },
  ORGANISATION_STATUS_FORBIDS: { kind: 'conflict' },
  PAY_UNREACHABLE: { kind: 'upstreamUnknown' },
  REGISTRATION_NOT_FOUND: { kind: 'notFound' },
  STAFF_DISABLED: { kind: 'forbidden' },
  STAFF_UNKNOWN: { kind: 'forbidden' },
  STALE_CURSOR: { kind: 'rejected' },
  SYSTEM_BUSY: { kind: 'busy' },
  TEXT_HOLDS_CARD_NUMBER: { kind: 'rejected' },
  UPLOAD_INCOMPLETE: { kind: 'rejected' },
} as const satisfies Record<string, { readonly kind: DomainErrorKind }>;

/** What a refusal means for the caller, whatever the subject. */
export type DomainErrorKind = 'busy' | 'conflict' | 'forbidden' | 'notFound' | 'rejected' | 'upstreamUnknown';

/** One refusal, by name. */
export type DomainErrorCode = keyof typeof DOMAIN_ERRORS;

/** Facts that a sentence about the refusal needs: references, names of staff, pence, instants. Never personal details of payers. */
export type DomainErrorDetails = Readonly<Record<string, string | number>>;
