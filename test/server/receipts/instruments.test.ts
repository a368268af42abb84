import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { payingInSlipCsv } from '../../../server/receipts/index.ts';
import { expectBooksInOrder, type Books } from '../../support/books.ts';
import { setStatus } from '../organisations/an-organisation.ts';
import { connect, refusalOf } from '../platform/connected.ts';
import { openReceipts, outcomesOf, TODAY, type ReceiptsUnderTest } from './receipts-under-test.ts';

let office: ReceiptsUnderTest;
let books: Books;
let server: Client;
beforeAll(async () => {
  office = await openReceipts();
  books = office.books;
  server = await connect(books.database.serverUrl);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await server.end();
  await books.close();
});

const full = (amount: number) => pence(amount);
const paidInOn = (day: string, instrumentIds: number[], total: number, commandId = randomUUID()) =>
  office.desk().receipts.makePayingInSlip({
    ...{ commandId, instrumentIds, bankedOn: localDate(day), expectedTotal: pence(total) },
  });

describe('a cheque that is recorded', () => {
  test('meets the oldest invoice first, and what is beyond all debts is credit', async () => {
    const { organisation } = await office.owing(9200);
    await books.invoice(organisation, 4600);
    const { parts } = await office.cheque(15_000, [{ organisation, amount: full(15_000) }]);
    expect(parts).toEqual([{ organisation, amount: 15_000, becameCredit: 1200 }]);
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 0, credit: 1200 });
  });

  test('meets only the invoices it names, several of them', async () => {
    const { organisation, number: oldest } = await office.owing(9200);
    const [second, third] = [await books.invoice(organisation, 4600), await books.invoice(organisation, 2300)];
    const invoices = [second.number, third.number];
    await office.cheque(6900, [{ organisation, amount: full(6900), invoices }]);
    const { rows } = await office.desk().billing.listInvoices({ organisation });
    expect(rows.map(({ number, outstanding }) => [number, outstanding])).toEqual([[oldest, 9200]]);
  });

  test('is one instrument with a receipt for each of several organisations, or nothing', async () => {
    const [one, other] = [await office.owing(9200), await office.owing(4600)];
    const before = await office.held('cheques-in-hand');
    const meantFor = [
      { organisation: other.organisation, amount: full(4600) },
      { organisation: one.organisation, amount: full(9200) },
    ];
    const { instrumentId } = await office.cheque(13_800, meantFor);
    expect(await office.held('cheques-in-hand')).toBe(before + 13_800);
    expect(await office.balanceOf(one.organisation)).toEqual({ receivable: 0, credit: 0 });
    const [row] = (await office.desk().receipts.listInstruments({})).rows;
    expect(row).toMatchObject({ instrumentId, state: 'received', payer: 'Harrow & Pike', bankedOn: null });
    expect(row?.parts.map(({ organisation, invoices }) => [organisation.reference, invoices])).toEqual([
      [other.organisation, [other.number]],
      [one.organisation, [one.number]],
    ]);
    const foreign = [{ ...meantFor[0], invoices: [one.number] }, meantFor[1] ?? {}];
    await expect(office.cheque(13_800, foreign)).rejects.toThrow('INVOICE_NOT_FOUND');
    expect(await office.held('cheques-in-hand')).toBe(before + 13_800);
  });

  test('is refused where it does not add up, has no such day, is for an organisation on hold, or names a card', async () => {
    const { organisation } = await office.owing(9200);
    const meant = [{ organisation, amount: full(9200) }];
    await expect(office.cheque(9201, meant)).rejects.toThrow('MONEY_DOES_NOT_ADD_UP');
    await expect(office.cheque(9200, meant, { receivedOn: '2026-11-25' })).rejects.toThrow('MONEY_DAY_REFUSED');
    await expect(office.cheque(9200, meant, { payer: 'Card 4111 1111 1111 1111' })).rejects.toThrow(
      'TEXT_HOLDS_CARD_NUMBER',
    );
    for (const wrong of [{ amount: -9200 }, { amount: 92.001 }, { number: '=1+1' }, { number: '1\0' }]) {
      await expect(office.cheque(9200, meant, wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    await setStatus(books, organisation, 'on-hold', 'A suspected fraud');
    await expect(office.cheque(9200, meant)).rejects.toThrow('ORGANISATION_ON_HOLD');
  });

  test('20 times at the same moment: one receipt, whether the command is repeated or typed again', async () => {
    const { organisation } = await office.owing(9200);
    const meant = [{ organisation, amount: full(9200) }];
    const same = { commandId: randomUUID(), number: '700001' };
    const repeated = Array.from({ length: 20 }, () => office.cheque(9200, meant, same));
    expect(await outcomesOf(repeated)).toEqual({ done: 20 });
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 0, credit: 0 });
    const typedAgain = Array.from({ length: 20 }, () =>
      office.cheque(100, [{ organisation, amount: full(100) }], { number: '700002' }),
    );
    expect(await outcomesOf(typedAgain)).toEqual({ done: 1, INSTRUMENT_ALREADY_RECORDED: 19 });
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 0, credit: 100 });
  });

  test('many at the same moment for the same organisations in other orders never deadlock and lose no penny', async () => {
    const [one, other] = [await office.owing(9200), await office.owing(9200)];
    const parts = [one, other].map(({ organisation }) => ({ organisation, amount: full(1000) }));
    const all = Array.from({ length: 20 }, (_, at) => office.cheque(2000, at % 2 === 0 ? parts : parts.toReversed()));
    expect(await outcomesOf(all)).toEqual({ done: 20 });
    expect(await office.balanceOf(one.organisation)).toEqual({ receivable: 0, credit: 10_800 });
    expect(await office.balanceOf(other.organisation)).toEqual({ receivable: 0, credit: 10_800 });
  });
});

describe('a paying-in slip', () => {
  test('moves what is in hand to the bank on its banked day, once for 20 at the same moment', async () => {
    const { organisation } = await office.owing(9200, 4600);
    const ids: number[] = [];
    for (const amount of [9200, 4600]) {
      ids.push(
        (await office.cheque(amount, [{ organisation, amount: full(amount) }], { receivedOn: '2026-11-20' }))
          .instrumentId,
      );
    }
    const [inHand, banked] = [await office.held('cheques-in-hand'), await office.held('bank-clearing')];
    await expect(paidInOn('2026-11-19', ids, 13_800)).rejects.toThrow('BANKED_BEFORE_RECEIVED');
    await expect(paidInOn('2026-11-25', ids, 13_800)).rejects.toThrow('MONEY_DAY_REFUSED');
    await expect(paidInOn('2026-11-24', ids, 13_799)).rejects.toThrow('MONEY_DOES_NOT_ADD_UP');
    const attempts = Array.from({ length: 20 }, () => paidInOn('2026-11-23', ids, 13_800));
    expect(await outcomesOf(attempts)).toEqual({ done: 1, INSTRUMENT_STATE_FORBIDS: 19 });
    expect(await office.held('cheques-in-hand')).toBe(inHand - 13_800);
    expect(await office.held('bank-clearing')).toBe(banked + 13_800);
    const [slip] = (await office.desk().receipts.listPayingInSlips({})).rows;
    expect(slip).toMatchObject({ bankedOn: '2026-11-23', total: 13_800, count: 2, bounced: 0 });
    const csv = await payingInSlipCsv(books.orm.em.fork(), slip?.payingInSlipId ?? 0);
    expect(csv.split('\r\n').slice(-2)).toEqual(['Total,2,,,138.00', '']);
    expect(csv).toContain('2026-11-20,46.00');
    const [row] = (await office.desk().receipts.listInstruments({ show: 'banked' })).rows;
    expect(row).toMatchObject({ receivedOn: '2026-11-20', bankedOn: '2026-11-23' });
  });

  test('holds a piece once, by the database: no second slip, no addition, no slip that does not add up', async () => {
    const { organisation } = await office.owing(9200);
    const { instrumentId } = await office.cheque(9200, [{ organisation, amount: full(9200) }]);
    const { payingInSlipId } = await paidInOn('2026-11-24', [instrumentId], 9200);
    const later = await office.cheque(100, [{ organisation, amount: full(100) }]);
    const slip = (total: number) =>
      `insert into paying_in_slip (banked_on, total, instrument_count, made_by, made_at)
       values ('2026-11-24', ${total}, 1, ${office.clerk.staffId}, now()) returning id`;
    const onto = (id: number, what: string) =>
      `update instrument set state = 'banked', paying_in_slip_id = ${what} where id = ${id}`;
    const refused = async (...statements: string[]) => {
      const refusal = await refusalOf(server, ...statements);
      return refusal === 'allowed' ? refusal : refusal.code;
    };
    const newest = '(select max(id) from paying_in_slip)';
    expect(await refused(slip(9200), onto(instrumentId, newest))).toBe('23000');
    expect(await refused(slip(100), onto(later.instrumentId, newest))).toBe('allowed');
    expect(await refused(onto(later.instrumentId, String(payingInSlipId)))).toBe('23000');
    expect(await refused(slip(1))).toBe('23000');
    expect(await refused(`update instrument set state = 'received' where id = ${instrumentId}`)).toBe('23000');
    expect(await refused(`update instrument set amount = 1 where id = ${instrumentId}`)).toBe('42501');
    expect(await refused(`delete from instrument_receipt where instrument_id = ${instrumentId}`)).toBe('42501');
  });
});

describe('a cheque that is taken back', () => {
  const bounce = (instrumentId: number, commandId = randomUUID()) =>
    office.desk().receipts.bounceInstrument({ commandId, instrumentId, reason: 'Refer to drawer' });
  const giveBack = (instrumentId: number) =>
    office.desk().receipts.returnInstrument({ commandId: randomUUID(), instrumentId, reason: 'Not signed' });

  test('bounces once, 20 at the same moment: every part is due again, and the bank is as before', async () => {
    const [one, other] = [await office.owing(9200), await office.owing(4600)];
    const meant = [
      { organisation: one.organisation, amount: full(9200) },
      { organisation: other.organisation, amount: full(5000) },
    ];
    const banked = await office.held('bank-clearing');
    const { instrumentId } = await office.cheque(14_200, meant, { number: '800001' });
    await expect(bounce(instrumentId)).rejects.toThrow('INSTRUMENT_STATE_FORBIDS');
    await paidInOn('2026-11-24', [instrumentId], 14_200);
    await expect(giveBack(instrumentId)).rejects.toThrow('INSTRUMENT_STATE_FORBIDS');
    const attempts = Array.from({ length: 20 }, () => bounce(instrumentId));
    expect(await outcomesOf(attempts)).toEqual({ done: 1, INSTRUMENT_STATE_FORBIDS: 19 });
    expect(await office.balanceOf(one.organisation)).toEqual({ receivable: 9200, credit: 0 });
    expect(await office.balanceOf(other.organisation)).toEqual({ receivable: 4600, credit: 0 });
    expect(await office.held('bank-clearing')).toBe(banked);
    const [row] = (await office.desk().receipts.listInstruments({ show: 'ended' })).rows;
    expect(row).toMatchObject({ instrumentId, state: 'bounced', endedOn: TODAY, endedBecause: 'Refer to drawer' });
    expect(row?.bankedOn).toBe('2026-11-24');
    // It may come again: presented anew, it is another instrument.
    await office.cheque(14_200, meant, { number: '800001' });
    expect(await office.balanceOf(one.organisation)).toEqual({ receivable: 0, credit: 0 });
  });

  test('goes back to its payer unbanked, and is never paid in after', async () => {
    const { organisation } = await office.owing(9200);
    const { instrumentId } = await office.cheque(9200, [{ organisation, amount: full(9200) }]);
    await giveBack(instrumentId);
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 9200, credit: 0 });
    await expect(paidInOn('2026-11-24', [instrumentId], 9200)).rejects.toThrow('INSTRUMENT_STATE_FORBIDS');
    await expect(giveBack(instrumentId)).rejects.toThrow('INSTRUMENT_STATE_FORBIDS');
  });
});
