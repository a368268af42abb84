import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARD_PAYMENT_RULES } from '../../../server/payments/index.ts';
import { CARD_PAYMENT_STATES } from '../../../shared/contracts/payments.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { payCardPayment, placeAwaitingCard, placeCardPayment, type PlacedPayment } from './card-payment-rows.ts';
import { connect, refusalOf } from './connected.ts';

let books: Books;
let server: Client;
let sending: PlacedPayment;
let awaiting: PlacedPayment;
let paid: PlacedPayment;
beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
  const [organisation, agent] = [await books.organisation(), await books.staff('agent')];
  const invoice = async (...pence: number[]) => (await books.invoice(organisation, ...pence)).number;
  sending = await placeCardPayment(books, await invoice(9200, 4600), agent);
  awaiting = await placeAwaitingCard(books, await invoice(9200), agent);
  paid = await payCardPayment(books, await invoice(4600), agent);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await server.end();
  await books.close();
});

const refusal = (...statements: Parameters<typeof refusalOf>[1][]) => refusalOf(server, ...statements);
const set = (payment: PlacedPayment, change: string) => ({
  text: `update card_payment set ${change} where id = $1`,
  values: [payment.id],
});
const letGo = (payment: PlacedPayment) => ({
  text: 'update payment_attempt_line set is_open = false where card_payment_id = $1',
  values: [payment.id],
});

describe('the table of states in the code and the one in the database', () => {
  test('know the same states, with the same meaning', async () => {
    const rows = await books.rows('select state, holds_lines, knows_pay_id, booked from card_payment_state');
    const rules = Object.entries(CARD_PAYMENT_RULES).map(([state, rule]) => ({
      ...{ state, holds_lines: rule.holdsLines, knows_pay_id: rule.knowsPayId, booked: rule.booked },
    }));
    const byState = (a: { state: string }, b: { state: string }) => a.state.localeCompare(b.state);
    expect((rows as { state: string }[]).toSorted(byState)).toEqual(rules.toSorted(byState));
    expect(Object.keys(CARD_PAYMENT_RULES).toSorted()).toEqual(CARD_PAYMENT_STATES.toSorted());
  });

  test('know the same moves', async () => {
    const rows = await books.rows<{ move: string }>(
      `select from_state || ' to ' || to_state as move from card_payment_move`,
    );
    const moves = Object.entries(CARD_PAYMENT_RULES).flatMap(([from, { mayBecome }]) =>
      mayBecome.map((to) => `${from} to ${to}`),
    );
    expect(rows.map(({ move }) => move).toSorted()).toEqual(moves.toSorted());
  });
});

test('of all pairs of states exactly the moves of the table are let through', async () => {
  const superuser = await connect(books.database.superuserUrl);
  try {
    await superuser.query('begin');
    // With triggers off an attempt is put in a state; with triggers on it is asked to move.
    await superuser.query(`create temporary table outcome (move text, allowed boolean) on commit drop`);
    await superuser.query(`do $$
      declare here text; there text; allowed boolean;
      begin
        for here, there in select a.state, b.state from card_payment_state a, card_payment_state b where a.state <> b.state loop
          set local session_replication_role = 'replica';
          update card_payment set state = here where id = '${awaiting.id}';
          set local session_replication_role = 'origin';
          begin
            update card_payment set state = there where id = '${awaiting.id}';
            allowed := true;
          exception when integrity_constraint_violation then
            allowed := false;
          end;
          insert into outcome values (here || ' to ' || there, allowed);
        end loop;
      end $$`);
    const { rows } = await superuser.query<{ move: string; allowed: boolean }>('select * from outcome');
    const expected = CARD_PAYMENT_STATES.flatMap((from) =>
      CARD_PAYMENT_STATES.filter((to) => to !== from).map((to) => ({
        move: `${from} to ${to}`,
        allowed: CARD_PAYMENT_RULES[from].mayBecome.includes(to),
      })),
    );
    const byMove = (a: { move: string }, b: { move: string }) => a.move.localeCompare(b.move);
    expect(rows.toSorted(byMove)).toEqual(expected.toSorted(byMove));
  } finally {
    await superuser.query('rollback');
    await superuser.end();
  }
});

test.each(CARD_PAYMENT_STATES.filter((state) => state !== 'sending'))(
  'an attempt cannot start in %s',
  async (state) => {
    const start = {
      text: `insert into card_payment (id, reference, organisation_id, staff_id, pay_account, amount, state, state_since,
           started_at, sent_by_copy, return_nonce_hash)
         select gen_random_uuid(), 'PT99999999A', organisation_id, staff_id, pay_account, amount, $2, state_since,
           started_at, sent_by_copy, sha256('x') from card_payment where id = $1`,
      values: [sending.id, state],
    };
    expect(await refusal(start)).toMatchObject({ constraint: 'card_payment_moves_legally' });
  },
);

test('a line is held by one open attempt at most', async () => {
  const second = {
    text: `insert into payment_attempt_line values ($1, $2, 100, true)`,
    values: [awaiting.id, sending.lines[0]?.lineId],
  };
  expect(await refusal(second)).toMatchObject({ constraint: 'payment_attempt_line_one_open' });
});

describe('what a state must have is checked at commit', () => {
  const lacks = { constraint: 'card_payment_state_holds' };
  const holds = { constraint: 'card_payment_holds_its_lines' };

  test('made at Pay: its id', async () => {
    expect(await refusal(set(sending, `state = 'awaiting-card'`))).toMatchObject(lacks);
    expect(await refusal(set(sending, `state = 'awaiting-card', pay_payment_id = 'an-id'`))).toBe('allowed');
  });

  test('paid: a receipt and a day', async () => {
    const toPaid = (change: string) => refusal(set(awaiting, `state = 'paid'${change}`), letGo(awaiting));
    expect(await toPaid('')).toMatchObject(lacks);
    expect(await toPaid(`, paid_on = '2026-11-24'`)).toMatchObject(lacks);
  });

  test('not paid: neither', async () => {
    const booked = set(awaiting, `state = 'declined', paid_on = '2026-11-24'`);
    expect(await refusal(booked, letGo(awaiting))).toMatchObject(lacks);
    expect(await refusal(set(awaiting, `state = 'declined'`), letGo(awaiting))).toBe('allowed');
  });

  test('unfinished: all of its lines; finished: none', async () => {
    expect(await refusal(set(awaiting, `state = 'declined'`))).toMatchObject(holds);
    expect(await refusal(set(awaiting, `state = 'card-entry'`), letGo(awaiting))).toMatchObject(holds);
    const one = {
      text: 'update payment_attempt_line set is_open = false where card_payment_id = $1 and invoice_line_id = $2',
      values: [sending.id, sending.lines[0]?.lineId],
    };
    expect(await refusal(set(sending, 'failed_checks = 1'), one)).toMatchObject(holds);
  });
});

describe('what an attempt is stays as it is, for its owner too', () => {
  const fixed = { constraint: 'card_payment_identity_fixed' };
  test.each(['amount = amount + 1', `reference = 'PT99999999A'`, `pay_payment_id = 'another'`, 'receipt_id = null'])(
    'refuses %s',
    async (change) => {
      const owner = await connect(books.database.ownerUrl);
      expect(await refusalOf(owner, set(paid, change))).toMatchObject(fixed);
      await owner.end();
    },
  );

  test('the server can set Pay’s id once', async () => {
    expect(await refusal(set(awaiting, `pay_payment_id = 'another'`))).toMatchObject(fixed);
    expect(await refusal(set(awaiting, 'pay_payment_id = null'))).toMatchObject(fixed);
  });
});

test.each(['4111111111111111', '12345', '12a4', ' 234', ''])(
  'last four digits are four digits: not %s',
  async (digits) => {
    const change = { text: `update card_payment set card_last_four = $2 where id = $1`, values: [awaiting.id, digits] };
    expect(await refusal(change)).toMatchObject({ code: '23514' });
  },
);

test('an attempt is of at least a penny and at most £100,000', async () => {
  for (const amount of [0, -1, 10_000_001]) {
    const start = {
      text: `insert into card_payment (id, reference, organisation_id, staff_id, pay_account, amount, state, state_since,
           started_at, sent_by_copy, return_nonce_hash)
         select gen_random_uuid(), 'PT99999999A', organisation_id, staff_id, pay_account, $2, state, state_since,
           started_at, sent_by_copy, sha256('x') from card_payment where id = $1`,
      values: [sending.id, amount],
    };
    expect(await refusal(start)).toMatchObject({ code: '23514' });
  }
});
