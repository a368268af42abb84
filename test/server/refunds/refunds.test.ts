import { describe, expect, test } from 'vitest';
import { REFUND_RULES } from '../../../server/refunds/index.ts';
import { useRefundOffice } from './refund-office.ts';

const office = useRefundOffice();

describe('a refund that goes well', () => {
  test('leaves the credit when another person approves it, is sent once and confirmed', async () => {
    const attempt = await office.paidTwice(9200);
    expect(await office.credit()).toBe(9200);
    const sent = office.refundsSent();
    const manager = await office.books.staff('finance-manager');
    const asked = await office.ask(attempt, 9200, manager);
    await expect(office.approve(asked, manager)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await expect(office.approve(asked, office.asker)).rejects.toMatchObject({ code: 'APPROVAL_NOT_PERMITTED' });
    await office.look();
    expect(office.refundsSent() - sent).toBe(0);
    await office.approve(asked);
    expect(await office.credit()).toBe(0);
    await office.look();
    await office.look();
    expect(await office.get(asked)).toMatchObject({ state: 'confirmed', failure: null });
    expect(office.refundsSent() - sent).toBe(1);
    expect(await office.atPay(attempt)).toEqual({ count: 1, amount: 9200 });
    await expect(office.ask(attempt, 100)).rejects.toMatchObject({ code: 'REFUND_ABOVE_AVAILABLE' });
  });

  test('may stay submitted for a day, and waits for the card’s bank until then', async () => {
    const attempt = await office.paidTwice(9200);
    const asked = await office.approved(attempt, 4631);
    await office.look();
    await office.pass({ minutes: 10 });
    expect(await office.get(asked)).toMatchObject({ state: 'sent' });
    await expect(office.ask(attempt, 100)).rejects.toMatchObject({ code: 'REFUND_ALREADY_LIVE' });
    for (let hour = 0; hour < 25; hour += 1) await office.pass({ minutes: 61 });
    expect(await office.get(asked)).toMatchObject({ state: 'confirmed' });
  });
});

describe('a refund that fails gives its amount back to the credit, and can be asked for anew', () => {
  test.each([
    ['the card’s bank refuses at once', 4638, 'provider-error', 1],
    ['the card’s bank refuses a day later', 4632, 'provider-error', 1500],
    ['Pay says that another sum is left', 4636, 'balance-differs', 1],
    ['the request never reached Pay', 4635, 'never-made', 60],
  ])('%s', async (_what, amount, failure, minutes) => {
    const attempt = await office.paidTwice(9200);
    const asked = await office.approved(attempt, amount);
    await office.look();
    for (let passed = 0; passed < minutes; passed += 61) await office.pass({ minutes: 61 });
    await office.pass({ minutes: 61 });
    expect(await office.get(asked)).toMatchObject({ state: 'failed', failure });
    expect(await office.credit()).toBe(9200);
    const again = await office.approved(attempt, 4600);
    await office.look();
    expect(await office.get(again)).toMatchObject({ state: 'confirmed' });
    expect(await office.atPay(attempt)).toEqual({ count: 1, amount: 4600 });
  });

  test('somebody refunds at Pay itself after the approval: Pay’s guard refuses ours', async () => {
    const attempt = await office.paidTwice(9200);
    const asked = await office.approved(attempt, 4600);
    const [row] = await office.books.rows<{ id: string }>(
      'select pay_payment_id as id from card_payment where id = ?',
      [attempt],
    );
    const { pay } = office.telephone.deps;
    await pay.createRefund(row?.id ?? '', { amount: 9200, refundAmountAvailable: 9200 });
    await office.look();
    expect(await office.get(asked)).toMatchObject({ state: 'failed', failure: 'balance-differs' });
    expect(await office.atPay(attempt)).toEqual({ count: 1, amount: 9200 });
  });
});

describe('what stands between asking and approving', () => {
  test('a balance that changed voids it, and it can be asked for anew', async () => {
    const attempt = await office.paidTwice(9200);
    const asked = await office.ask(attempt, 9200);
    await office.overpay(4600);
    await expect(office.approve(asked)).rejects.toMatchObject({ code: 'APPROVAL_SUBJECT_CHANGED' });
    expect(await office.get(asked)).toMatchObject({ state: 'voided' });
    await office.approve(await office.ask(attempt, 9200));
  });

  test('the approver sends it back with a reason', async () => {
    const attempt = await office.paidTwice(9200);
    const asked = await office.ask(attempt, 9200);
    await office.sendBack(asked);
    expect(await office.get(asked)).toMatchObject({ state: 'returned', returnedReason: 'Say which transfer' });
    expect(await office.credit()).toBe(9200);
  });
});

test('the database holds the same states and moves as the code', async () => {
  const states = await office.books.rows(
    'select state, is_live, takes_money, was_sent from refund_state order by state',
  );
  const ours = Object.entries(REFUND_RULES).map(([state, rule]) => ({
    ...{ state, is_live: rule.live, takes_money: rule.takesMoney, was_sent: rule.wasSent },
  }));
  expect(states).toEqual(ours.toSorted((one, other) => (one.state < other.state ? -1 : 1)));
  const moves = await office.books.rows<{ move: string }>(
    `select from_state || ' ' || to_state as move from refund_move`,
  );
  expect(moves.map(({ move }) => move).toSorted()).toEqual(
    Object.entries(REFUND_RULES)
      .flatMap(([from, { mayBecome }]) => mayBecome.map((to) => `${from} ${to}`))
      .toSorted(),
  );
});
