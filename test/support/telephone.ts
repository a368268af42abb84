import { randomUUID } from 'node:crypto';
import {
  cancelCardPayment,
  createGovukPayClient,
  createHttpTelephony,
  openCardPage,
  resumeRecordings,
  returnFromCardPage,
  settleDuePayments,
  startCardPayment,
  type PaymentsDeps,
} from '../../server/payments/index.ts';
import type { StaffActor } from '../../server/platform/actor.ts';
import { createJobs } from '../../server/platform/jobs.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { registerServerCopy } from '../../server/platform/server-copy.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState, StartCardPayment } from '../../shared/contracts/payments.ts';
import { pence } from '../../shared/money.ts';
import { openCardPage as visitCardPage, type CardPayer } from '../practice/govuk-pay/card-payer.ts';
import { createPayClock } from '../practice/govuk-pay/pay-clock.ts';
import { startGovukPay, type GovukPay } from '../practice/govuk-pay/start-govuk-pay.ts';
import { startTelephony, type PracticeTelephony } from '../practice/telephony/start-telephony.ts';
import type { Books } from './books.ts';

export const VISA = '4444333322221111';
const PAY_KEY = 'api_test_practice';
const TELEPHONY_KEY = 'telephony_test_key';
const RETURN_BASE = 'http://localhost:4999';

/** Everything a call needs: the books, GOV.UK Pay's stand-in on a clock that moves with the books', and the slice's parts. */
export interface Telephone {
  readonly pay: GovukPay;
  readonly recording: PracticeTelephony;
  readonly deps: PaymentsDeps;
  /** Starts a payment of all that is due on the given invoices, or of `overrides`. */
  start(actor: StaffActor, input: Partial<StartCardPayment> & { organisation: OrganisationReference }): Promise<string>;
  /** Opens the attempt's card page as its agent would. */
  cardPage(actor: StaffActor, attemptId: string): Promise<CardPayer>;
  /** Follows the return address as the agent's browser does. */
  comeBack(address: string | undefined): Promise<void>;
  /** Enters a good card, confirms, and comes back. */
  payByCard(actor: StaffActor, attemptId: string): Promise<void>;
  cancel(actor: StaffActor, attemptId: string): Promise<void>;
  /** Looks once at everything due, of either kind. */
  look(): Promise<void>;
  /** Moves both clocks and looks. */
  pass(by: { readonly minutes?: number; readonly seconds?: number }): Promise<void>;
  state(attemptId: string): Promise<CardPaymentState>;
  close(): Promise<void>;
}

export async function openTelephone(books: Books): Promise<Telephone> {
  const clock = createPayClock({ startAt: books.clock.now().getTime(), speed: 0 });
  const pay = await startGovukPay({
    clock,
    apiKeys: [{ key: PAY_KEY, accountName: 'practice', allowMoto: true, maxAmount: 500_000, live: false }],
    rateLimits: { postsPerSecond: 100_000, getsPerSecond: 100_000 },
  });
  const recording = await startTelephony({ apiKey: TELEPHONY_KEY });
  const log = createLogger('silent');
  const copy = await registerServerCopy(books.database.serverUrl, books.clock.now(), log);
  const jobs = await createJobs(books.database.serverUrl, log);
  const deps: PaymentsDeps = {
    pay: createGovukPayClient({
      apiUrl: pay.url,
      apiKey: PAY_KEY,
      timeoutMs: { create: 1_500, read: 700, cancel: 1_500, search: 1_500 },
    }),
    telephony: createHttpTelephony({ apiUrl: recording.url, apiKey: TELEPHONY_KEY, timeoutMs: 700 }),
    jobs,
    log,
    copyId: copy.id,
    returnBaseUrl: RETURN_BASE,
    cardPageOrigins: [pay.url],
    bankTransfer: { accountName: 'OPG Practice', sortCode: '12-34-56', accountNumber: '12345678' },
  };
  const look = async (): Promise<void> => {
    await settleDuePayments(books.system, 'desk', deps);
    await settleDuePayments(books.system, 'mop-up', deps);
    await resumeRecordings(books.system, deps);
  };
  const telephone: Telephone = {
    pay,
    recording,
    deps,
    start: async (actor, { organisation, ...overrides }) => {
      const selection = { invoices: [], lineIds: [], amount: null, ...overrides };
      const expectedAmount = overrides.expectedAmount ?? overrides.amount ?? pence(0);
      const input = { commandId: randomUUID(), ...selection, organisation, expectedAmount };
      return (await startCardPayment(books.as(actor), input, deps)).attemptId;
    },
    cardPage: async (actor, attemptId) => {
      const address = await openCardPage(books.as(actor), { attemptId, deskUrl: null }, deps);
      return visitCardPage(address.href);
    },
    comeBack: async (address) => {
      const nonce = /\/payment-return\/([\w-]+)$/.exec(address ?? '')?.[1];
      if (nonce === undefined) throw new Error('The card page did not send the agent back');
      await returnFromCardPage(books.system, nonce, deps);
    },
    payByCard: async (actor, attemptId) => {
      const page = await telephone.cardPage(actor, attemptId);
      await page.enterCard({ number: VISA });
      const end = await page.confirm();
      await telephone.comeBack(end.returnedTo);
    },
    cancel: (actor, attemptId) => cancelCardPayment(books.as(actor), { commandId: randomUUID(), attemptId }, deps),
    look,
    pass: async ({ minutes = 0, seconds = 0 }) => {
      books.clock.advance({ minutes, seconds });
      clock.advance(minutes * 60_000 + seconds * 1_000);
      await look();
    },
    state: async (attemptId) => {
      const [row] = await books.rows<{ state: CardPaymentState }>('select state from card_payment where id = ?', [
        attemptId,
      ]);
      if (row === undefined) throw new Error('No such attempt');
      return row.state;
    },
    close: async () => {
      await jobs.stop();
      await copy.stop();
      await pay.close();
      await recording.close();
    },
  };
  return telephone;
}
