/** The statuses a payment has inside Pay. Integrators never see these words: see `EXTERNAL_STATES`. */
export const STATUSES = [
  'CREATED',
  'ENTERING CARD DETAILS',
  'AUTHORISATION READY',
  'AUTHORISATION SUCCESS',
  'AUTHORISATION REJECTED',
  'AUTHORISATION ERROR',
  'AWAITING CAPTURE REQUEST',
  'CAPTURE APPROVED',
  'CAPTURE SUBMITTED',
  'CAPTURED',
  'CAPTURE ERROR',
  'EXPIRED',
  'USER CANCELLED',
  'SYSTEM CANCELLED',
] as const;

export type Status = (typeof STATUSES)[number];

/** Which status may follow which; a move that is not listed is a bug of the stand-in. */
export const LEGAL_MOVES: Record<Status, readonly Status[]> = {
  CREATED: ['ENTERING CARD DETAILS', 'EXPIRED', 'USER CANCELLED', 'SYSTEM CANCELLED'],
  'ENTERING CARD DETAILS': ['AUTHORISATION READY', 'EXPIRED', 'USER CANCELLED', 'SYSTEM CANCELLED'],
  'AUTHORISATION READY': ['AUTHORISATION SUCCESS', 'AUTHORISATION REJECTED', 'AUTHORISATION ERROR'],
  'AUTHORISATION SUCCESS': [
    'AWAITING CAPTURE REQUEST',
    'CAPTURE APPROVED',
    'CAPTURE ERROR',
    'EXPIRED',
    'USER CANCELLED',
    'SYSTEM CANCELLED',
  ],
  'AUTHORISATION REJECTED': [],
  'AUTHORISATION ERROR': [],
  'AWAITING CAPTURE REQUEST': ['CAPTURE APPROVED', 'EXPIRED', 'SYSTEM CANCELLED'],
  'CAPTURE APPROVED': ['CAPTURE SUBMITTED', 'CAPTURE ERROR'],
  'CAPTURE SUBMITTED': ['CAPTURED', 'CAPTURE ERROR'],
  CAPTURED: [],
  'CAPTURE ERROR': [],
  EXPIRED: [],
  'USER CANCELLED': [],
  'SYSTEM CANCELLED': [],
};

/** A state as the API shows it; `message` and `code` only where the payment did not succeed. */
export type ExternalState = { status: string; finished: boolean; message?: string; code?: string };

const ended = (status: string, code: string, message: string): ExternalState => ({
  status,
  finished: true,
  message,
  code,
});
const OPEN = { created: open('created'), started: open('started'), submitted: open('submitted') };
const SUCCESS: ExternalState = { status: 'success', finished: true };
const REJECTED = ended('failed', 'P0010', 'Payment method rejected');
const PROVIDER_ERROR = ended('error', 'P0050', 'Payment provider returned an error');

function open(status: string): ExternalState {
  return { status, finished: false };
}

/** What the API says for each inner status. */
export const EXTERNAL_STATES: Record<Status, ExternalState> = {
  CREATED: OPEN.created,
  'ENTERING CARD DETAILS': OPEN.started,
  'AUTHORISATION READY': OPEN.started,
  'AUTHORISATION SUCCESS': OPEN.submitted,
  'AUTHORISATION REJECTED': REJECTED,
  'AUTHORISATION ERROR': PROVIDER_ERROR,
  'AWAITING CAPTURE REQUEST': open('capturable'),
  'CAPTURE APPROVED': SUCCESS,
  'CAPTURE SUBMITTED': SUCCESS,
  CAPTURED: SUCCESS,
  'CAPTURE ERROR': PROVIDER_ERROR,
  EXPIRED: ended('failed', 'P0020', 'Payment expired'),
  'USER CANCELLED': ended('failed', 'P0030', 'Payment was cancelled by the user'),
  'SYSTEM CANCELLED': ended('cancelled', 'P0040', 'Payment was cancelled by the service'),
};
