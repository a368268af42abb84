import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PayPayment } from '../../server/payments/govuk-pay/pay-answers.ts';
import { recordPayAnswer } from '../../server/payments/record-pay-answer.ts';
import type { StaffActor } from '../../server/platform/actor.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { pence } from '../../shared/money.ts';
import { expectBooksInOrder, openBooks, type Books } from '../support/books.ts';
import { openTelephone, type Telephone } from '../support/telephone.ts';
import { diceOf, PROVE, seedsOf } from './dice.ts';

const ORDERS_OF_SIX = 720;
const AMOUNT = 9200;
/** Attempts that are told their answers at the same time, each of an organisation of its own. */
const AT_ONCE = 6;

let books: Books;
let telephone: Telephone;
let agent: StaffActor;

beforeAll(async () => {
  books = await openBooks();
  telephone = await openTelephone(books);
  agent = await books.staff('agent');
});
afterAll(async () => {
  await telephone.close();
  await books.close();
});

type Told = Pick<PayPayment, 'state' | 'settlement_summary' | 'card_details'>;

const CARD = { card_details: { card_brand: 'Visa', last_digits_card_number: '1111' } };
const CAPTURED = { settlement_summary: { captured_date: '2026-11-24' } };
const OPEN = (status: string): Told => ({ state: { status, finished: false } });
const SUCCESS: Told = { state: { status: 'success', finished: true }, ...CARD };

/** What Pay says of one payment as it goes along; the last is one of the earlier answers that was on its way too long. */
function toldBy(duplicate: string): readonly Told[] {
  return [
    OPEN('created'),
    OPEN('started'),
    { ...OPEN('submitted'), ...CARD },
    SUCCESS,
    { ...SUCCESS, ...CAPTURED },
    OPEN(duplicate),
  ];
}

/** The `index`th of all orders, from 0. */
function orderOf<T>(things: readonly T[], index: number): T[] {
  const left = [...things];
  let rest = index;
  return things.flatMap(() => {
    const at = rest % left.length;
    rest = Math.floor(rest / left.length);
    return left.splice(at, 1);
  });
}

async function newAttempt(
  organisation: OrganisationReference,
): Promise<{ attemptId: string; reference: string; payId: string }> {
  const invoice = await books.invoice(organisation, AMOUNT);
  const attemptId = await telephone.start(agent, {
    ...{ organisation, invoices: [invoice.number], expectedAmount: pence(AMOUNT) },
  });
  // No answer of Pay's says that somebody paid before the card page was opened.
  await telephone.cardPage(agent, attemptId);
  const [row] = await books.rows<{ reference: string; payId: string }>(
    'select reference, pay_payment_id as "payId" from card_payment where id = ?',
    [attemptId],
  );
  if (row === undefined) throw new Error('The attempt is not there');
  return { attemptId, ...row };
}

async function endAfter(organisation: OrganisationReference, order: readonly Told[]): Promise<unknown> {
  const { attemptId, reference, payId } = await newAttempt(organisation);
  const known = { payment_id: payId, reference, amount: AMOUNT, created_date: '2026-11-24T10:00:00.000Z', _links: {} };
  for (const told of order) {
    const finishedAt = told.state.finished ? books.clock.now() : null;
    const outcome = { kind: 'answered', answer: { ...known, ...told } } as const;
    await recordPayAnswer(books.system, { attemptId, observation: { outcome, finishedAt } }, telephone.deps);
  }
  const [end] = await books.rows<object>(
    `select state, paid_on, captured_on, card_brand, card_last_four, pay_status,
       (select count(*) from journal where source = 'govuk-pay:' || pay_payment_id) as postings,
       (select count(*) from receipt where source = 'govuk-pay:' || pay_payment_id) as receipts,
       (select count(*) from audit_event where subject = 'card-payment:' || card_payment.id
         and kind in ('card-payment.paid', 'card-payment.captured')) as told,
       (select count(*) from payment_attempt_line where card_payment_id = card_payment.id and is_open) as held
     from card_payment where id = ?`,
    [attemptId],
  );
  return end;
}

const END = {
  ...{ state: 'captured', paid_on: '2026-11-24', captured_on: '2026-11-24', pay_status: 'success' },
  ...{ card_brand: 'Visa', card_last_four: '1111', postings: 1, receipts: 1, told: 2, held: 0 },
};

test("Pay's answers end in one state with one posting, in whatever order they arrive", async () => {
  const seeds = seedsOf(ORDERS_OF_SIX, 60);
  console.log(`orders ${PROVE ? 'all' : seeds.join(' ')}`);
  const left = [...seeds];
  const wrong: unknown[] = [];
  const tellOneAfterTheOther = async (): Promise<void> => {
    const organisation = await books.organisation();
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const told = toldBy(diceOf('duplicate', seed).pick(['created', 'started', 'submitted']));
      const order = orderOf(told, seed - 1);
      const end = await endAfter(organisation, order);
      if (!isEnd(end)) wrong.push({ replay: `FAULT_SEED=${seed}`, order: order.map(inWords).join(', '), end });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tellOneAfterTheOther));
  console.log(`figure answer-orders ${seeds.length} orders\nfigure answer-orders-astray ${wrong.length} orders`);
  expect(wrong.slice(0, 5)).toEqual([]);
  await expectBooksInOrder(books);
});

function inWords({ state, settlement_summary: settled }: Told): string {
  return settled === undefined ? state.status : `${state.status} and captured`;
}

function isEnd(end: unknown): boolean {
  try {
    expect(end).toEqual(END);
    return true;
  } catch {
    return false;
  }
}
