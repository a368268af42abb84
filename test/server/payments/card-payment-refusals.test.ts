import { describe, expect, test } from 'vitest';
import { pence } from '../../../shared/money.ts';
import { useCardCall } from './card-call.ts';

const call = useCardCall();

describe('what is refused before Pay is asked', () => {
  test('a sum that is no longer the one that was read out', async () => {
    await call.billed(9200);
    await expect(
      call.telephone.start(call.agent, {
        organisation: call.organisation,
        invoices: [call.invoice.number],
        expectedAmount: pence(4600),
      }),
    ).rejects.toMatchObject({ code: 'AMOUNT_CHANGED' });
  });

  test('more than the provider takes by card, with the limit', async () => {
    await call.billed(...Array.from({ length: 55 }, () => 9200));
    await expect(call.startWhole()).rejects.toMatchObject({
      code: 'ABOVE_CARD_LIMIT',
      details: { amount: 506_000, limit: 500_000 },
    });
  });

  test('more than is due', async () => {
    await call.billed(9200);
    await expect(
      call.telephone.start(call.agent, {
        organisation: call.organisation,
        invoices: [call.invoice.number],
        amount: pence(9201),
      }),
    ).rejects.toMatchObject({ code: 'AMOUNT_ABOVE_DUE' });
  });

  test('the lines of another organisation', async () => {
    await call.billed(9200);
    const other = await call.books.organisation('Another');
    await expect(
      call.telephone.start(call.agent, {
        organisation: other,
        invoices: [call.invoice.number],
        expectedAmount: pence(9200),
      }),
    ).rejects.toMatchObject({ code: 'NOTHING_DUE' });
  });

  test('the card page of another agent, and cancelling for them unless one leads the team', async () => {
    await call.billed(9200);
    const attemptId = await call.startWhole();
    const other = await call.books.staff('agent');
    await expect(call.telephone.cardPage(other, attemptId)).rejects.toMatchObject({ code: 'CARD_PAYMENT_NOT_YOURS' });
    await expect(call.telephone.cancel(other, attemptId)).rejects.toMatchObject({ code: 'CARD_PAYMENT_NOT_YOURS' });
    await call.telephone.cancel(await call.books.staff('team-leader'), attemptId);
    expect(await call.telephone.state(attemptId)).toBe('cancelled');
  });
});

describe('two agents on one line', () => {
  const races = process.env['PROVE'] === '1' ? 1_000 : 25;

  test(`${races} races make exactly one attempt each, and the loser is told who and since when`, async () => {
    const other = await call.books.staff('agent');
    call.organisation = await call.books.organisation();
    for (let race = 0; race < races; race += 1) {
      await call.billedAgain(9200);
      const outcomes = await Promise.allSettled([call.startWhole(call.agent), call.startWhole(other)]);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({
        code: 'LINE_ALREADY_BEING_PAID',
        details: { since: call.books.clock.now().toISOString() },
      });
      expect(
        await call.books.rows(
          'select from payment_attempt_line join invoice_line on id = invoice_line_id where invoice_id = (select id from invoice where number = ?)',
          [call.invoice.number],
        ),
      ).toHaveLength(1);
    }
  });
});
