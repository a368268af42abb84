import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { runCommand, runSystemChange } from '../../../server/platform/run-command.ts';
import { askForRefund } from '../../../server/refunds/ask-for-refund.ts';
import { settleDueRefunds } from '../../../server/refunds/index.ts';
import { recordRefundAnswer, type RefundAnswer } from '../../../server/refunds/record-refund-answer.ts';
import { pence } from '../../../shared/money.ts';
import { useRefundOffice } from './refund-office.ts';

const office = useRefundOffice();
const PROVE = process.env['PROVE'] === '1';
const ATTEMPTS = PROVE ? 1_000 : 10;
/** Lost after it was made; answered 500 after it was made; answered 500 and nothing made; refused for haste; in order. */
const ENDINGS = [33, 34, 35, 37, 0] as const;
const A_PAYMENT_HAS = 12;

describe('a refund is made once', () => {
  test(`${ATTEMPTS} refunds over lost answers, faults and refusals: no duplicate at Pay, and both sides agree`, async () => {
    let attempt = '';
    for (let run = 0; run < ATTEMPTS; run += 1) {
      if (run % A_PAYMENT_HAS === 0) attempt = await office.paidTwice(30_000);
      const amount = 2_000 + (ENDINGS[run % ENDINGS.length] ?? 0);
      const asked = await office.approved(attempt, amount);
      const before = await office.atPay(attempt);
      const sent = office.refundsSent();
      await office.look();
      await office.look();
      const last = ENDINGS[run % ENDINGS.length];
      if (last === 37) {
        // Never made while Pay says that there are too many: it goes on waiting, approved.
        expect(await office.get(asked)).toMatchObject({ state: 'approved' });
        expect(await office.atPay(attempt)).toEqual(before);
        await giveUp(asked.refundId);
        continue;
      }
      for (let looks = 0; looks < 6; looks += 1) await office.pass({ minutes: 6 });
      const after = await office.atPay(attempt);
      expect(office.refundsSent() - sent).toBe(1);
      const { state } = await office.get(asked);
      expect(state).toBe(last === 35 ? 'failed' : 'confirmed');
      expect(after.count - before.count).toBe(last === 35 ? 0 : 1);
      expect(after.amount - before.amount).toBe(last === 35 ? 0 : amount);
    }
  }, 600_000);

  test('twenty who ask at once get one refund; twenty approvals and twenty looks send it once', async () => {
    const attempt = await office.paidTwice(9200);
    const asks = await Promise.allSettled(Array.from({ length: 20 }, () => office.ask(attempt, 4600)));
    const made = asks.filter((ask) => ask.status === 'fulfilled');
    expect(made).toHaveLength(1);
    const asked = made[0]?.value ?? { refundId: 0, approvalId: 0 };
    const approver = await office.books.staff('finance-manager');
    const approvals = await Promise.allSettled(Array.from({ length: 20 }, () => office.approve(asked, approver)));
    expect(approvals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const sent = office.refundsSent();
    await Promise.all(Array.from({ length: 20 }, () => office.look()));
    expect(office.refundsSent() - sent).toBe(1);
    expect(await office.atPay(attempt)).toEqual({ count: 1, amount: 4600 });
  });

  test('the same command twenty times is one refund', async () => {
    const attempt = await office.paidTwice(9200);
    const input = {
      ...{ commandId: randomUUID(), attemptId: attempt, amount: pence(4600) },
      ...{ reason: 'paid-twice' as const, words: 'Paid twice' },
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => runCommand(office.books.as(office.asker), 'refunds.ask', input, askForRefund)),
    );
    expect(new Set(answers.map(({ refundId }) => refundId)).size).toBe(1);
  });

  test('a sender that dies between the request and the answer leaves one that a read settles', async () => {
    const attempt = await office.paidTwice(9200);
    const asked = await office.approved(attempt, 4600);
    const [dead] = await office.books.rows<{ id: number }>(
      'insert into server_copy (started_at) values (now()) returning id',
    );
    const { deps } = office.telephone;
    const dies = {
      ...deps,
      copyId: dead?.id ?? 0,
      pay: {
        ...deps.pay,
        createRefund: async (...request: Parameters<typeof deps.pay.createRefund>) => {
          await deps.pay.createRefund(...request);
          return new Promise<never>(() => undefined);
        },
      },
    };
    void settleDueRefunds(office.books.system, dies);
    await expect.poll(async () => (await office.atPay(attempt)).count).toBe(1);
    expect(await office.get(asked)).toMatchObject({ state: 'sending' });
    const sent = office.refundsSent();
    await office.look();
    expect(await office.get(asked)).toMatchObject({ state: 'confirmed' });
    expect(office.refundsSent() - sent).toBe(0);
  });
});

test('answers in any order, and twice, end in the same state', async () => {
  const unanswered = { kind: 'unknown', httpStatus: null } as const;
  const attempt = await office.paidTwice(9200);
  for (const order of permutations([0, 1, 2, 3])) {
    office.books.clock.advance({ seconds: 2 });
    const { refundId } = await office.approved(attempt, 100);
    const silent = { ...office.telephone.deps.pay, createRefund: async () => unanswered };
    await settleDueRefunds(office.books.system, {
      ...office.telephone.deps,
      pay: { ...silent, readRefunds: async () => unanswered },
    });
    const seen = {
      refund_id: `refund-${refundId}`,
      amount: 100,
      created_date: office.books.clock.now().toISOString(),
    };
    const answers: RefundAnswer[] = [
      { to: 'create', outcome: { kind: 'answered', answer: { ...seen, status: 'submitted' } } },
      { to: 'read', outcome: { kind: 'answered', answer: { ...seen, status: 'success' } } },
      { to: 'read', outcome: unanswered },
      { to: 'read', outcome: { kind: 'answered', answer: null } },
    ];
    for (const which of [...order, ...order]) {
      const answer = answers[which] ?? { to: 'read', outcome: unanswered };
      await runSystemChange(office.books.system, { refundId, answer }, recordRefundAnswer);
    }
    expect(await office.get({ refundId, approvalId: 0 })).toMatchObject({ state: 'confirmed' });
  }
});

/** Ends a refund that Pay goes on refusing, as a failure that Pay answers. */
async function giveUp(refundId: number): Promise<void> {
  const answer = { to: 'create', outcome: { kind: 'refused', httpStatus: 400, payCode: 'P0603' } } as const;
  const refusing = { ...office.telephone.deps.pay, createRefund: async () => answer.outcome };
  office.books.clock.advance({ seconds: 30 });
  office.telephone.pay.clock.advance(30_000);
  await settleDueRefunds(office.books.system, { ...office.telephone.deps, pay: refusing });
  expect(await office.get({ refundId, approvalId: 0 })).toMatchObject({ state: 'failed', failure: 'refused' });
}

function permutations(of: readonly number[]): number[][] {
  if (of.length <= 1) return [[...of]];
  return of.flatMap((first) => permutations(of.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}
