import type { HttpRequest } from '../support/fault-proxy-http.ts';
import { isCommit, type Statement } from '../support/fault-proxy-postgres.ts';

/** Bytes on their way between the server and what it stands on. */
export type Passing =
  | { readonly link: 'database'; readonly way: 'asked' | 'answered'; readonly statement: Statement }
  | { readonly link: 'pay' | 'telephony'; readonly way: 'asked' | 'answered'; readonly request: HttpRequest };

/** Something the agent or the payer has just done on Pay's pages, where no bytes of the server's pass. */
export type Moment = 'card-entered' | 'confirmed';

/** Where the server is killed. */
export interface CrashPoint {
  readonly name: string;
  readonly says: string;
  /** What the agent sets out to do; the point lies on that way. */
  readonly errand: 'pay' | 'cancel';
  /** Endings of the amount, in pence, with which the point is still passed: each asks the stand-in for a fault. */
  readonly faults: readonly number[];
  /** Which cards lead past the point. */
  readonly cards: 'any' | 'authorised' | 'confirmed' | 'paid' | 'returned';
  readonly at: Moment | ((passing: Passing) => boolean);
  /** The bytes that give the point away still arrive. */
  readonly letsThrough?: true;
  /** Looked for only once this has happened. */
  readonly after?: Moment;
  /** The agent does not follow the way back, so that the server has to notice by itself. */
  readonly neverComesBack?: true;
}

const ANY_FAULT = [71, 72, 81, 82, 91, 92, 93, 94, 95];
const CREATE_FAULTS = [91, 92, 93, 94, 95];
const CANCEL_FAULTS = [71, 72];
const READ_FAULTS = [81, 82];

const asks = (wanted: (statement: Statement) => boolean) => (passing: Passing) =>
  passing.link === 'database' && passing.way === 'asked' && wanted(passing.statement);
const hears = (wanted: (statement: Statement) => boolean) => (passing: Passing) =>
  passing.link === 'database' && passing.way === 'answered' && wanted(passing.statement);
const pay = (way: 'asked' | 'answered', method: string, path: RegExp) => (passing: Passing) =>
  passing.link === 'pay' && passing.way === way && passing.request.method === method && path.test(passing.request.path);

const telephony = (way: 'asked' | 'answered', method: string) => (passing: Passing) =>
  passing.link === 'telephony' && passing.way === way && passing.request.method === method;

const claims = ({ sql }: Statement): boolean => /insert into "card_payment"/.test(sql);
const recordsCreate = ({ sql, values }: Statement): boolean =>
  /insert into pay_message/.test(sql) && values.includes('create');
const opensPage = ({ sql }: Statement): boolean => /set card_page_opened_at/.test(sql);
const notesReturn = ({ sql }: Statement): boolean => /set returned_at/.test(sql);
const books = ({ sql }: Statement): boolean => /insert into receipt/.test(sql);
const keeps = (wanted: (statement: Statement) => boolean) => (statement: Statement) =>
  isCommit(statement) && statement.before.some(wanted);

const PAYS = { errand: 'pay', cards: 'any' } as const;
const PAID = { errand: 'pay', cards: 'paid', faults: READ_FAULTS } as const;
const CANCELS = { errand: 'cancel', cards: 'authorised', faults: CANCEL_FAULTS } as const;

/** The named points of a payment's life, in the order they are passed. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  { name: 'before-claim', says: 'before the claim is written', ...PAYS, faults: ANY_FAULT, at: asks(claims) },
  {
    name: 'claim-written',
    says: 'the claim is written, not committed',
    ...PAYS,
    faults: ANY_FAULT,
    at: asks(keeps(claims)),
  },
  {
    name: 'claim-committed',
    says: 'the claim is committed, the create has not left',
    ...PAYS,
    faults: ANY_FAULT,
    at: pay('asked', 'POST', /^\/v1\/payments$/),
  },
  {
    name: 'create-sent',
    says: 'the create is sent, its answer is not back',
    ...PAYS,
    faults: CREATE_FAULTS,
    at: pay('asked', 'POST', /^\/v1\/payments$/),
    letsThrough: true,
  },
  {
    name: 'create-answered',
    says: 'the create is answered, the answer is not recorded',
    ...PAYS,
    faults: CREATE_FAULTS,
    at: asks(keeps(recordsCreate)),
  },
  {
    name: 'answer-recorded',
    says: 'the answer is recorded, the agent has not heard',
    ...PAYS,
    faults: CREATE_FAULTS,
    at: hears(keeps(recordsCreate)),
  },
  {
    name: 'pause-asked',
    says: 'the pause of the recording is committed, the telephone system is not asked',
    ...PAYS,
    faults: READ_FAULTS,
    at: telephony('asked', 'PUT'),
  },
  {
    name: 'paused',
    says: 'the recording is paused, its answer is not recorded',
    ...PAYS,
    faults: READ_FAULTS,
    at: telephony('answered', 'PUT'),
  },
  {
    name: 'page-opening',
    says: 'Pay gave a card page, which is not yet marked as opened',
    ...PAYS,
    faults: READ_FAULTS,
    at: asks(opensPage),
  },
  {
    name: 'card-entered',
    says: 'the card is entered, Confirm is not pressed',
    ...PAYS,
    faults: READ_FAULTS,
    at: 'card-entered',
  },
  { ...PAID, name: 'confirmed', says: 'just after Confirm, before the way back', cards: 'confirmed', at: 'confirmed' },
  {
    ...PAID,
    name: 'look-under-way',
    says: 'the server is looking by itself after Confirm, and Pay has not answered',
    cards: 'confirmed',
    after: 'confirmed',
    neverComesBack: true,
    at: pay('asked', 'GET', /^\/v1\/payments\/[a-z0-9]+$/),
  },
  {
    ...PAID,
    name: 'returned',
    says: 'the agent is back, Pay is not read',
    cards: 'returned',
    at: hears(keeps(notesReturn)),
  },
  { ...PAID, name: 'success-told', says: 'Pay says success, the booking is not committed', at: asks(keeps(books)) },
  { ...PAID, name: 'booked', says: 'booked and committed, nothing more is done', at: hears(keeps(books)) },
  {
    ...PAID,
    name: 'resume-asked',
    says: 'booked, and the recording is not resumed yet',
    at: telephony('asked', 'DELETE'),
  },
  {
    ...PAID,
    name: 'resumed',
    says: 'the recording is resumed, its answer is not recorded',
    at: telephony('answered', 'DELETE'),
  },
  {
    ...CANCELS,
    name: 'cancel-asked',
    says: 'the cancel is committed, Pay is not asked',
    at: pay('asked', 'POST', /\/cancel$/),
  },
  {
    ...CANCELS,
    name: 'cancelled-at-pay',
    says: 'Pay has cancelled, nothing is read back',
    at: pay('answered', 'POST', /\/cancel$/),
  },
];
