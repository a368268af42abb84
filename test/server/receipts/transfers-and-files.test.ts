import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardFileDay, cardFileName, printCardFile } from '../../../server/receipts/card-file-text.ts';
import { produceCardFile } from '../../../server/receipts/index.ts';
import { readCardFile } from '../../../server/receipts/read-card-file.ts';
import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import type { RecordBankTransfer } from '../../../shared/contracts/receipts.ts';
import { addDays, localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { expectBooksInOrder, type Books } from '../../support/books.ts';
import { runs } from '../../shared/property-runs.ts';
import { payCardPayment } from '../platform/card-payment-rows.ts';
import { attached, openReceipts, outcomesOf, type ReceiptsUnderTest } from './receipts-under-test.ts';

let office: ReceiptsUnderTest;
let books: Books;
beforeAll(async () => {
  office = await openReceipts();
  books = office.books;
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const transfer = (amount: number, meant: RecordBankTransfer['meant'], over: object = {}) =>
  office.desk().receipts.recordBankTransfer({
    ...{ commandId: randomUUID(), payer: 'Harrow & Pike', reference: 'HP NOV', amount: pence(amount) },
    ...{ bankedOn: localDate('2026-11-24'), meant },
    ...over,
  });
const advised = (text: string) => ({ by: 'advice' as const, advice: attached(text) });
const check = (text: string | Buffer) => office.desk().receipts.checkRemittance({ advice: attached(text) });

async function lpaOf(number: InvoiceNumber): Promise<string> {
  const [row] = await books.rows<{ lpa: string }>(
    `select lpa_reference as lpa from invoice_line join invoice on invoice.id = invoice_id where number = ? order by line_number desc limit 1`,
    [number],
  );
  return row?.lpa ?? '';
}

describe('a bank transfer', () => {
  test('pays many invoices of many branches as the advice says, and what is beyond is credit', async () => {
    const [one, two, three] = [await office.owing(9200), await office.owing(9200, 4600), await office.owing(4600)];
    const rows = [`${one.number},92.00`, `${await lpaOf(two.number)},46`, `${three.organisation},"1,046.00"`];
    const { parts } = await transfer(118_400, advised(['Reference,Amount', ...rows].join('\r\n')), {
      reference: 'MANY',
    });
    expect(parts.map(({ becameCredit }) => becameCredit)).toEqual([0, 0, 100_000]);
    expect(await office.balanceOf(two.organisation)).toEqual({ receivable: 9200, credit: 0 });
    const [row] = (await office.desk().receipts.listBankTransfers({})).rows;
    expect(row).toMatchObject({ reference: 'MANY', organisations: 3, becameCredit: 100_000, adviceName: 'advice.csv' });
    expect(await office.held('bank-clearing')).toBe(118_400);
  });

  test('two lines for the same LPA never meet the same penny', async () => {
    const { organisation, number } = await office.owing(9200);
    const lpa = await lpaOf(number);
    const { parts } = await transfer(9300, advised(`reference,amount\n${lpa},92\n${lpa},1`), { reference: 'TWICE' });
    expect(parts).toEqual([{ organisation, amount: 9300, becameCredit: 100 }]);
  });

  test('is booked whole or not at all: it must come to the advice, and no line may be refused', async () => {
    const { organisation, number } = await office.owing(9200);
    await expect(transfer(9201, advised(`reference,amount\n${number},92`))).rejects.toThrow('MONEY_DOES_NOT_ADD_UP');
    const half = advised(`reference,amount\n${number},92\nnobody,1`);
    await expect(transfer(9300, half)).rejects.toThrow('REMITTANCE_REFUSED');
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 9200, credit: 0 });
    const byHand = { by: 'hand' as const, parts: [{ organisation, amount: pence(9200), invoices: [], lineIds: [] }] };
    await expect(transfer(9200, byHand, { bankedOn: '2026-11-25' })).rejects.toThrow('MONEY_DAY_REFUSED');
  });

  test('20 times at the same moment: one effect, whether repeated or entered again', async () => {
    const { organisation } = await office.owing(9200);
    const byHand = { by: 'hand' as const, parts: [{ organisation, amount: pence(100), invoices: [], lineIds: [] }] };
    const commandId = randomUUID();
    const repeated = Array.from({ length: 20 }, () => transfer(100, byHand, { commandId, reference: 'A' }));
    expect(await outcomesOf(repeated)).toEqual({ done: 20 });
    const again = Array.from({ length: 20 }, () => transfer(100, byHand, { reference: 'B' }));
    expect(await outcomesOf(again)).toEqual({ done: 1, BANK_TRANSFER_ALREADY_RECORDED: 19 });
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 9000, credit: 0 });
  });
});

describe('a remittance advice', () => {
  test('says of every line what it is or why not, and what may have been meant', async () => {
    const { organisation, number } = await office.owing(9200);
    const slip = `${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}`;
    const lines = ['reference,amount', `${number},92.00`, `${slip},92.00`, `${number},92.005`, `${number},-92`];
    const more = [`"=cmd|' /c calc'!A0",1`, number, `${number},0`, 'ORG999999', '', `${'x'.repeat(5000)},1`];
    const { lines: read, total, refusal } = await check([...lines, ...more].join('\n'));
    expect(refusal).toBeNull();
    expect(total).toBe(9200);
    expect(read.map((line) => [line.line, line.refusal])).toEqual([
      ...[
        [2, null],
        [3, 'not-a-reference'],
        [4, 'not-an-amount'],
        [5, 'not-more-than-nothing'],
      ],
      ...[
        [6, 'not-a-reference'],
        [7, 'wrong-cells'],
        [8, 'not-more-than-nothing'],
        [9, 'wrong-cells'],
      ],
      [11, 'too-long'],
    ]);
    expect(read[0]).toMatchObject({ reference: number, organisation: { reference: organisation } });
    expect(read[1]?.reference).toBeNull();
    expect(read[1]?.perhaps[0]).toBe(number);
    expect(JSON.stringify(read)).not.toContain('cmd');
  });

  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'empty'],
    ['a header alone', 'reference,amount\n', 'empty'],
    ['UTF-16', Buffer.from('reference,amount\nORG1,1\n', 'utf16le'), 'not-utf8'],
    ['a column that nobody asked for', 'reference,amount,donor\nx,1,y', 'wrong-header'],
    ['a card number', 'reference,amount\n4111 1111 1111 1111,92', 'card-number'],
    ['more lines than are read', `reference,amount\n${'x,1\n'.repeat(2_001)}`, 'too-many-lines'],
  ])('is refused whole: %s', async (_what, text, refusal) => {
    expect(await check(text)).toEqual({ refusal, lines: [], total: 0 });
  });

  test('spoils one line only by bytes that are no text, and by a NUL', async () => {
    const { number } = await office.owing(9200);
    const bytes = Buffer.concat([
      Buffer.from(`\uFEFFreference,amount\n${number},1\nx`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`${number}\0,2\n`),
    ]);
    expect((await check(bytes)).lines.map(({ refusal }) => refusal)).toEqual([null, 'not-utf8', 'control-character']);
  });
});

describe('the daily card file', () => {
  const take = (text: string, name = 'feemoto_24112026normal.csv', commandId = randomUUID()) =>
    office.desk().receipts.takeCardFile({ commandId, file: attached(text, name) });
  const HEADER = 'Ordercode,Date,Amount';

  test('read and printed are each other’s inverse', async () => {
    const first = localDate('2008-01-01');
    const line = fc.record({
      orderCode: fc.stringMatching(/^[A-Z][A-Z0-9/._-]{0,10}[A-Z]$/),
      paidAt: fc
        .tuple(fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: 86_399 }))
        .map(([day, at]) => `${addDays(first, day)} ${new Date(at * 1000).toISOString().slice(11, 19)}`),
      amount: fc.integer({ min: 1, max: 99_999_999_999 }).map(pence),
    });
    const day = localDate('2026-11-24');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        const read = await readCardFile(attached(printCardFile(lines), cardFileName(day)));
        if ('refusal' in read) throw new Error(`${read.refusal} ${String(read.lineRefusal)}`);
        expect(read.day).toBe(day);
        const bare = read.lines.map(({ orderCode, paidAt, amount }) => ({ orderCode, paidAt, amount }));
        expect(bare).toEqual(lines);
        expect(printCardFile(bare)).toBe(printCardFile(lines));
      }),
      runs(200),
    );
    expect(cardFileDay(cardFileName(day))).toBe(day);
    for (const name of [
      'feemoto_31022026normal.csv',
      'feemoto_24112026mlpayments.csv',
      '../feemoto_24112026normal.csv',
    ]) {
      expect(cardFileDay(name)).toBeUndefined();
    }
  });

  test('books equal lines each, keeps what it cannot place in a list, and is taken once by its bytes and its day', async () => {
    const { organisation, number } = await office.owing(9200, 9200, 9200);
    await payCardPayment(books, (await office.owing(9200)).number, await books.staff('agent'));
    const [ours] = await books.rows<{ reference: string }>('select reference from card_payment');
    const equal = `${number}-1,2026-11-24 10:15:39,92`;
    const text = [
      HEADER,
      equal,
      equal,
      '1234-1,2026-11-23 09:00:00,5.5',
      `${ours?.reference ?? ''},2026-11-24 10:00:00,92.00`,
    ];
    const commandId = randomUUID();
    const repeated = Array.from({ length: 20 }, () => take(text.join('\n'), undefined, commandId));
    expect(await outcomesOf(repeated)).toEqual({ done: 20 });
    expect(await office.balanceOf(organisation)).toEqual({ receivable: 9200, credit: 0 });
    expect(await outcomesOf(Array.from({ length: 20 }, () => take(text.join('\n'))))).toEqual({
      CARD_FILE_ALREADY_TAKEN: 20,
    });
    await expect(take(text.join('\n'), 'feemoto_23112026normal.csv')).rejects.toThrow('CARD_FILE');
    await expect(take(`${HEADER}\n${equal}`)).rejects.toThrow('CARD_FILE_ALREADY_TAKEN');
    expect((await office.desk().receipts.listCardFiles({})).rows).toMatchObject([
      { rows: 4, unplaced: 2, total: 28_150 },
    ]);
    const { rows } = await office.desk().receipts.listUnplacedCardRows({});
    expect(rows.map(({ line, reason, amount }) => [line, reason, amount])).toEqual([
      [5, 'taken-by-card-here', 9200],
      [4, 'not-a-reference', 550],
    ]);
    expect(await office.held('suspense')).toBe(550);
    expect(await office.held('card-clearing')).toBe(9200 + 2 * 9200 + 550);
  });

  test.each([
    ['three decimals', 'A1,2026-11-22 10:00:00,1.005', 'not-an-amount'],
    ['a negative amount', 'A1,2026-11-22 10:00:00,-1', 'not-an-amount'],
    ['nothing', 'A1,2026-11-22 10:00:00,0', 'not-more-than-nothing'],
    ['a formula', '=A1,2026-11-22 10:00:00,1', 'not-a-reference'],
    ['a day that is not', 'A1,2026-02-30 10:00:00,1', 'not-a-time'],
    ['a day after the file', 'A1,2026-11-23 10:00:00,1', 'after-the-file'],
    ['a NUL', 'A\0,2026-11-22 10:00:00,1', 'control-character'],
    ['a huge line', `${'A'.repeat(5_000)},2026-11-22 10:00:00,1`, 'too-long'],
  ])('is refused whole for %s', async (_what, line, lineReason) => {
    const text = `${HEADER}\nA1,2026-11-22 10:00:00,1\n${line}`;
    expect(await readCardFile(attached(text, 'feemoto_22112026normal.csv'))).toMatchObject({
      line: 3,
      lineRefusal: lineReason,
    });
    await expect(take(text, 'feemoto_22112026normal.csv')).rejects.toThrow('CARD_FILE_REFUSED');
  });

  test('is produced from the card payments of a day, and read again they are known as taken here', async () => {
    const [payment] = await books.rows<{ day: string }>('select paid_on::text as day from card_payment limit 1');
    const day = localDate(payment?.day ?? '');
    const { name, text } = await produceCardFile(books.orm.em.fork(), day);
    const read = await readCardFile(attached(text, name));
    expect(read).toMatchObject({ day, lines: [{ amount: 9200 }] });
  });
});
