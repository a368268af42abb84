import { describe, expect, test } from 'vitest';
import { pence } from '../../../shared/money.ts';
import { VISA } from '../../support/telephone.ts';
import { useCardCall } from './card-call.ts';

const DECLINED = '4000000000000002';
const PROVIDER_ERROR = '4000000000000119';
const call = useCardCall();

describe('a payment that goes well', () => {
  test("is in the books the moment the agent comes back, on the day of Pay's own event", async () => {
    await call.billed(9200, 4600);
    const attemptId = await call.startWhole();
    expect(await call.telephone.state(attemptId)).toBe('awaiting-card');
    await call.telephone.payByCard(call.agent, attemptId);
    expect(await call.telephone.state(attemptId)).toBe('paid');
    expect(await call.standing()).toMatchObject({ outstanding: 0, paid: 13_800, status: 'paid', beingPaid: null });
    const [receipt] = await call.books.rows(
      'select amount, accounting_day from receipt where organisation_id = (select id from organisation where reference = ?)',
      [call.organisation],
    );
    expect(receipt).toEqual({ amount: 13_800, accounting_day: '2026-11-24' });
  });

  test('is watched until the provider has captured it', async () => {
    await call.billed(9200);
    const attemptId = await call.startWhole();
    await call.telephone.payByCard(call.agent, attemptId);
    await call.telephone.pass({ seconds: 30 });
    await call.telephone.pass({ seconds: 30 });
    expect(await call.telephone.state(attemptId)).toBe('captured');
  });

  test('that is confirmed just after midnight in summer belongs to the London day', async () => {
    const before = call.books.clock.now().toISOString();
    call.books.clock.set('2027-06-30T23:20:00.000Z');
    call.telephone.pay.clock.notBefore(call.books.clock.now().getTime());
    await call.billed(9200);
    const attemptId = await call.startWhole();
    await call.telephone.payByCard(call.agent, attemptId);
    const [payment] = await call.books.rows('select paid_on from card_payment where id = ?', [attemptId]);
    expect(payment).toEqual({ paid_on: '2027-07-01' });
    expect(before < call.books.clock.now().toISOString()).toBe(true);
  });

  test('tells Pay the organisation, the invoices, the attempt and the LPAs, under a reference of its own', async () => {
    await call.billed(9200, 9200);
    const attemptId = await call.startWhole();
    const [row] = await call.books.rows<{ reference: string }>('select reference from card_payment where id = ?', [
      attemptId,
    ]);
    const made = call.telephone.pay.payments().find(({ reference }) => reference === row?.reference);
    expect(made).toMatchObject({ moto: true, amount: 18_400 });
    expect(made?.metadata).toMatchObject({
      organisation: call.organisation,
      attempt: attemptId,
      invoices: call.invoice.number,
      lpa_count: '2',
    });
    expect(String(made?.metadata?.['lpas_1']).split(' ')).toHaveLength(2);
  });

  test('of a part amount meets the oldest lines first and leaves the rest due', async () => {
    await call.billed(9200, 9200);
    const newer = await call.books.invoice(call.organisation, 9200);
    const attemptId = await call.telephone.start(call.agent, {
      organisation: call.organisation,
      invoices: [newer.number, call.invoice.number],
      amount: pence(10_000),
    });
    await call.telephone.payByCard(call.agent, attemptId);
    expect(await call.standing()).toMatchObject({ outstanding: 8_400, status: 'part-paid' });
    const lines = await call.books.rows(
      'select amount from payment_attempt_line where card_payment_id = ? order by invoice_line_id',
      [attemptId],
    );
    expect(lines).toEqual([{ amount: 9200 }, { amount: 800 }]);
  });
});

describe('a payment that does not come about', () => {
  test.each([
    [
      'a declined card',
      'declined',
      async (id: string) =>
        void (await (await call.telephone.cardPage(call.agent, id)).enterCard({ number: DECLINED })),
    ],
    [
      'a fault at the provider',
      'provider-error',
      async (id: string) =>
        void (await (await call.telephone.cardPage(call.agent, id)).enterCard({ number: PROVIDER_ERROR })),
    ],
    [
      'Cancel on the card page',
      'cancelled-on-page',
      async (id: string) => {
        const page = await call.telephone.cardPage(call.agent, id);
        await page.enterCard({ number: VISA });
        await page.cancel();
      },
    ],
    ['Cancel at the desk', 'cancelled', async (id: string) => call.telephone.cancel(call.agent, id)],
  ])('%s leaves the attempt %s, takes no money, and lets the lines go', async (_what, state, act) => {
    await call.billed(9200);
    const attemptId = await call.startWhole();
    await act(attemptId);
    await call.telephone.pass({ seconds: 40 });
    expect(await call.telephone.state(attemptId)).toBe(state);
    expect(await call.standing()).toMatchObject({ outstanding: 9200, beingPaid: null });
    const again = await call.startWhole();
    await call.telephone.payByCard(call.agent, again);
    expect(await call.standing()).toMatchObject({ outstanding: 0 });
  });

  test('authorised and never confirmed, it expires and takes no money', async () => {
    await call.billed(9200);
    const attemptId = await call.startWhole();
    const page = await call.telephone.cardPage(call.agent, attemptId);
    await page.enterCard({ number: VISA });
    await call.telephone.pass({ seconds: 2 });
    expect(await call.telephone.state(attemptId)).toBe('to-confirm');
    await call.telephone.pass({ minutes: 100 });
    expect(await call.telephone.state(attemptId)).toBe('expired');
    expect(await call.standing()).toMatchObject({ outstanding: 9200 });
  });

  test('confirmed and then not captured, it is taken out of the books again and the lines are due', async () => {
    await call.billed(9200);
    const attemptId = await call.startWhole();
    await call.telephone.payByCard(call.agent, attemptId);
    const made = call.telephone.pay.payments().at(-1);
    call.telephone.pay.failCapture(made?.id ?? '');
    await call.telephone.pass({ seconds: 30 });
    expect(await call.telephone.state(attemptId)).toBe('reversed');
    expect(await call.standing()).toMatchObject({ outstanding: 9200, status: 'open' });
    expect(
      await call.books.rows(
        'select from journal where reverses_journal_id is not null and organisation_id = (select id from organisation where reference = ?)',
        [call.organisation],
      ),
    ).toHaveLength(1);
  });
});
