import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startCardPayment } from '../../../server/payments/index.ts';
import { pence } from '../../../shared/money.ts';
import { openCardPage as visitCardPage } from '../../practice/govuk-pay/card-payer.ts';
import { VISA } from '../../support/telephone.ts';
import { useCardCall } from './card-call.ts';

const call = useCardCall();

describe('a create that is not answered', () => {
  test.each([
    ['lost after it was made', 93],
    ['answered 500 after it was made', 94],
  ])('%s lets the lines go at once; the sweep finds and cancels the orphan', async (_what, ending) => {
    await call.billed(9200 + ending);
    const attemptId = await call.startWhole();
    expect(await call.telephone.state(attemptId)).toBe('create-unknown');
    expect(await call.standing()).toMatchObject({ beingPaid: null });
    await call.telephone.pass({ seconds: 15 });
    expect(await call.telephone.state(attemptId)).toBe('orphan-closed');
    expect(call.telephone.pay.payments().at(-1)).toMatchObject({ status: 'SYSTEM CANCELLED' });
  });

  test('that never reached Pay is given up after three hours', async () => {
    await call.billed(9292);
    const attemptId = await call.startWhole();
    expect(await call.telephone.state(attemptId)).toBe('create-unknown');
    for (let minutes = 0; minutes < 190; minutes += 10) await call.telephone.pass({ minutes: 10 });
    expect(await call.telephone.state(attemptId)).toBe('orphan-absent');
  });

  test('is never sent again: one POST per attempt, whatever the agent presses', async () => {
    await call.billed(9293);
    const before = createsSent();
    const input = {
      commandId: randomUUID(),
      organisation: call.organisation,
      invoices: [call.invoice.number],
      lineIds: [],
      amount: null,
      expectedAmount: pence(9293),
    };
    const all = await Promise.all(
      Array.from({ length: 5 }, () => startCardPayment(call.books.as(call.agent), input, call.telephone.deps)),
    );
    expect(new Set(all.map(({ attemptId }) => attemptId)).size).toBe(1);
    await call.telephone.pass({ seconds: 20 });
    expect(createsSent() - before).toBe(1);
  });

  test('that Pay refuses for want of patience is refused, and the lines are free', async () => {
    await call.billed(9295);
    const attemptId = await call.startWhole();
    expect(await call.telephone.state(attemptId)).toBe('refused');
    expect(await call.standing()).toMatchObject({ beingPaid: null });
  });

  test('whose sender has died is treated as unanswered at the next look', async () => {
    await call.billed(9200);
    const dead = {
      ...call.telephone.deps,
      copyId: await deadCopy(),
      pay: { ...call.telephone.deps.pay, createPayment: () => new Promise<never>(() => undefined) },
    };
    const input = {
      commandId: randomUUID(),
      organisation: call.organisation,
      invoices: [call.invoice.number],
      lineIds: [],
      amount: null,
      expectedAmount: pence(9200),
    };
    void startCardPayment(call.books.as(call.agent), input, dead);
    await expect
      .poll(async () => (await call.books.rows(`select from card_payment where state = 'sending'`)).length)
      .toBe(1);
    await call.telephone.look();
    const [attempt] = await call.books.rows(
      'select state from card_payment order by started_at desc, reference desc limit 1',
    );
    expect(attempt).toEqual({ state: 'create-unknown' });
  });

  test('and is paid after all becomes credit as far as its lines were paid meanwhile', async () => {
    await call.billed(9200, 93);
    const lost = await call.startWhole();
    const orphan = call.telephone.pay.payments().at(-1)?.id ?? '';
    const second = await call.telephone.start(call.agent, {
      organisation: call.organisation,
      invoices: [call.invoice.number],
      amount: pence(9200),
    });
    await call.telephone.payByCard(call.agent, second);
    const answer = await call.telephone.deps.pay.readPayment(orphan);
    const page = await visitCardPage(answer.kind === 'answered' ? (answer.answer._links.next_url?.href ?? '') : '');
    await page.enterCard({ number: VISA });
    await page.confirm();
    await call.telephone.pass({ seconds: 15 });
    expect(['paid', 'captured']).toContain(await call.telephone.state(lost));
    expect(await call.standing()).toMatchObject({ outstanding: 0 });
    const [balance] = await call.books.rows(
      'select receivable, credit from organisation_balance where organisation_id = (select id from organisation where reference = ?)',
      [call.organisation],
    );
    expect(balance).toEqual({ receivable: 0, credit: 9200 });
  });
});

describe('an outcome that Pay does not tell', () => {
  test('holds the lines, says so, and is settled by reading', async () => {
    await call.billed(9281);
    const attemptId = await call.startWhole();
    await call.telephone.pass({ seconds: 40 });
    await call.telephone.pass({ seconds: 5 });
    expect(await call.telephone.state(attemptId)).toBe('outcome-unknown');
    await expect(call.startWhole()).rejects.toMatchObject({ code: 'LINE_ALREADY_BEING_PAID' });
    await call.telephone.pass({ seconds: 10 });
    await call.telephone.pass({ seconds: 20 });
    expect(await call.telephone.state(attemptId)).toBe('awaiting-card');
    await call.telephone.payByCard(call.agent, attemptId);
    expect(await call.standing()).toMatchObject({ outstanding: 0 });
  });

  test.each([71, 72])('of a cancel whose answer is lost (.%i) is read back', async (ending) => {
    await call.billed(9200 + ending);
    const attemptId = await call.startWhole();
    await call.telephone.cancel(call.agent, attemptId);
    expect(await call.telephone.state(attemptId)).toBe('cancelled');
  });
});

function createsSent(): number {
  return call.telephone.pay.requests().filter(({ method, path }) => method === 'POST' && path === '/v1/payments')
    .length;
}

async function deadCopy(): Promise<number> {
  const [row] = await call.books.rows<{ id: number }>(
    'insert into server_copy (started_at) values (now()) returning id',
  );
  return row?.id ?? 0;
}
