import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FEE_ORDER_RULES } from '../../../server/billing/fees/fee-order-state.ts';
import { FEE_ORDER_STATES } from '../../../shared/contracts/fees.ts';
import { localDate } from '../../../shared/local-date.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connect, NO_PRIVILEGE, REFUSED_BY_TRIGGER, refusalOf } from '../platform/connected.ts';
import { approveOrder, draft, sent } from './a-fee-order.ts';

let books: Books;
let server: Client;
let owner: Client;
let drafted: number;
let waiting: number;
let coming: number;
let used: number;
beforeAll(async () => {
  books = await openBooks();
  [server, owner] = [await connect(books.database.serverUrl), await connect(books.database.ownerUrl)];
  const [priya, margaret] = [await books.staff('finance'), await books.staff('finance-manager')];
  await books.invoice(await books.organisation(), 9200);
  drafted = await draft(books, priya, { effectiveFrom: localDate('2027-05-01') });
  waiting = await sent(books, priya, { effectiveFrom: localDate('2027-06-01') });
  coming = await sent(books, priya, { effectiveFrom: localDate('2027-07-01') });
  await approveOrder(books, margaret, coming);
  const [row] = await books.rows<{ id: number }>(`select id from fee_order where effective_from = '2025-11-17'`);
  used = row?.id ?? 0;
});
afterAll(async () => {
  for (const client of [server, owner]) await client.end();
  await books.close();
});

const move = (id: number, state: string) => `update fee_order set state = '${state}' where id = ${id}`;

test('the states, which of them are in force or open, and the moves between them are those of the code', async () => {
  const states = await books.rows('select state, in_force, is_open from fee_order_state order by state');
  expect(states).toEqual(
    FEE_ORDER_STATES.toSorted().map((state) => {
      const { inForce, isOpen } = FEE_ORDER_RULES[state];
      return { state, in_force: inForce, is_open: isOpen };
    }),
  );
  const moves = await books.rows<{ from_state: string; to_state: string }>('select * from fee_order_move');
  const ours = FEE_ORDER_STATES.flatMap((from) => FEE_ORDER_RULES[from].mayBecome.map((to) => `${from} ${to}`));
  expect(moves.map(({ from_state: from, to_state: to }) => `${from} ${to}`).toSorted()).toEqual(ours.toSorted());
});

describe('as the server, or as the owner', () => {
  test('no Order comes into force without its approval', async () => {
    for (const client of [server, owner]) {
      expect(await refusalOf(client, move(drafted, 'approved'))).toMatchObject({
        constraint: 'fee_order_moves_legally',
      });
      expect(await refusalOf(client, move(waiting, 'approved'))).toMatchObject({
        constraint: 'fee_order_needs_approval',
      });
      const another = `update fee_order set approval_id = (select approval_id from fee_order where id = ${coming})`;
      const borrowed = `${another}, state = 'approved' where id = ${waiting}`;
      const refusal = await refusalOf(client, borrowed);
      expect(refusal).toMatchObject({ constraint: 'fee_order_needs_approval' });
    }
  });

  test('no Order in force is cancelled without an approval of that', async () => {
    const steps = [move(coming, 'awaiting-cancellation'), move(coming, 'cancelled')];
    expect(await refusalOf(server, ...steps)).toMatchObject({ constraint: 'fee_order_needs_approval' });
  });

  test('an Order that priced any line is locked', async () => {
    expect(await refusalOf(server, move(used, 'awaiting-cancellation'))).toMatchObject({
      constraint: 'fee_order_locked_once_used',
    });
  });

  test('what an Order says is fixed once it is no draft, its prices too', async () => {
    for (const id of [waiting, coming, used]) {
      for (const change of [`title = 'x'`, `citation = 'x'`, `effective_from = '2030-01-01'`]) {
        const statement = `update fee_order set ${change} where id = ${id}`;
        expect([statement, await refusalOf(server, statement)]).toMatchObject([
          statement,
          { constraint: 'fee_order_fixed' },
        ]);
      }
      const reprice = `update fee_rule set amount = amount + 1 where fee_kind = 'full' and fee_order_id = ${id}`;
      expect(await refusalOf(server, reprice)).toMatchObject({ constraint: 'fee_rule_of_a_draft' });
    }
    expect(await refusalOf(server, `update fee_order set title = 'x' where id = ${drafted}`)).toBe('allowed');
  });

  test('two live Orders never begin on one day', async () => {
    const same = `update fee_order set effective_from = '2027-06-01' where id = ${drafted}`;
    expect(await refusalOf(server, same)).toMatchObject({ constraint: 'fee_order_live_date' });
  });
});

test('an exempt LPA costs nothing, and nothing else does', async () => {
  const reprice = (kind: string, amount: number) =>
    refusalOf(
      server,
      `update fee_rule set amount = ${amount} where fee_kind = '${kind}' and fee_order_id = ${drafted}`,
    );
  expect(await reprice('exempt', 1)).toMatchObject({ code: '23514' });
  expect(await reprice('full', 0)).toMatchObject({ code: '23514' });
});

test('the server may neither enter an Order in force, nor take a price or an Order away', async () => {
  const born = `insert into fee_order (title, effective_from, state, state_since, drafted_at)
    values ('x', '2030-01-01', 'approved', now(), now())`;
  const statements = [
    born,
    'delete from fee_rule',
    'delete from fee_order',
    `update fee_rule set fee_kind = 'half'`,
    'update fee_order set drafted_by = null',
    'delete from fee_order_editor',
    'update fee_rehearsal set amount_after = 0',
  ];
  for (const statement of statements) {
    expect([statement, await refusalOf(server, statement)]).toMatchObject([statement, { code: NO_PRIVILEGE }]);
  }
});

test.each(['fee_order_editor', 'fee_rehearsal', 'fee_rehearsal_organisation'])(
  '%s keeps what was written, whoever asks',
  async (table) => {
    for (const change of [`delete from ${table}`, `truncate ${table} cascade`]) {
      expect([change, await refusalOf(owner, change)]).toMatchObject([change, { code: REFUSED_BY_TRIGGER }]);
    }
  },
);
