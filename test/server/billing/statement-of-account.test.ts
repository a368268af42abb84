import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INVARIANTS } from '../../../server/app-router.ts';
import { recordReceipt, reverseReceipt } from '../../../server/billing/index.ts';
import { statementOfAccount } from '../../../server/billing/statement-of-account.ts';
import { checkInvariants } from '../../../server/ledger/index.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import { StatementOfAccount } from '../../../shared/contracts/statements.ts';
import { addDays, localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { runs } from '../../shared/property-runs.ts';
import { correct, linesOf, people } from './corrections/correction-under-test.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const START = localDate('2026-11-01');
const dayOf = (day: number) => addDays(START, day);

async function statement(organisation: string, from: number, before: number) {
  return StatementOfAccount.parse(
    await statementOfAccount(books.orm.em.fork(), {
      organisation: organisation as never,
      period: { from: dayOf(from), before: dayOf(before) },
    }),
  );
}

async function receive(organisation: string, amount: number, day: number): Promise<number> {
  const [row] = await books.rows<{ id: number }>('select id from organisation where reference = ?', [organisation]);
  const lines = await books.rows<{ lineId: number; amount: number }>(
    `select line.id as "lineId", line.amount from invoice_line line join invoice on invoice.id = line.invoice_id
     where organisation_id = ? order by line.id limit 1`,
    [row?.id],
  );
  const { receiptId } = await runSystemChange(books.system, {}, (scope) =>
    recordReceipt(scope, {
      ...{ organisationId: row?.id ?? 0, channel: 'card-by-phone', source: `test:${randomUUID()}` },
      ...{ amount: pence(amount), accountingDay: dayOf(day), description: 'Test' },
      intended: lines.map(({ lineId }) => ({ lineId, amount: pence(amount) })),
    }),
  );
  return receiptId;
}

test('a statement has every invoice, credit note, payment and reversal, from what was owed before to what was after', async () => {
  books.clock.set('2026-11-05T10:00:00Z');
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200, 4600);
  const receiptId = await receive(organisation, 10_000, 6);
  await runSystemChange(books.system, {}, (scope) =>
    reverseReceipt(scope, { receiptId, accountingDay: dayOf(9), description: 'Test' }),
  );
  books.clock.set('2026-11-12T10:00:00Z');
  const [line] = await linesOf(books, number);
  const lines = [{ lineId: line?.id, amount: 9200 }];
  await correct(books, await people(books), { kind: 'credit-note', invoice: number, lines });
  const whole = await statement(organisation, 0, 31);
  expect(whole).toMatchObject({ opening: 0, closing: 4600, added: 23_800, taken: 19_200, agreesWithLedger: true });
  expect(whole.entries.map(({ day, kind, balance }) => [day, kind, balance])).toEqual([
    ['2026-11-05', 'invoice', 13_800],
    ['2026-11-07', 'receipt', 3800],
    ['2026-11-10', 'receipt-reversal', 13_800],
    ['2026-11-12', 'credit-note', 4600],
  ]);
  expect(await statement(organisation, 6, 9)).toMatchObject({ opening: 13_800, closing: 3800, agreesWithLedger: true });
  expect(await statement(organisation, 20, 31)).toMatchObject({ opening: 4600, closing: 4600, entries: [] });
});

test('for any period the statement’s balances are those of the ledger’s postings', async () => {
  const entry = fc.record({
    act: fc.constantFrom('invoice', 'receive', 'receive', 'reverse'),
    day: fc.integer({ min: 0, max: 29 }),
    amount: fc.integer({ min: 1, max: 20_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 1, max: 20 })), {
        minLength: 3,
        maxLength: 3,
      }),
      async (entries, windows) => {
        const organisation = await books.organisation();
        books.clock.set(`${dayOf(0)}T10:00:00Z`);
        const receipts: number[] = [];
        for (const { act, day, amount } of entries) {
          books.clock.set(`${dayOf(day)}T10:00:00Z`);
          const receipt = receipts[0];
          if (act === 'invoice') await books.invoice(organisation, amount);
          else if (act === 'receive') receipts.push(await receive(organisation, amount, day));
          else if (receipt !== undefined) {
            receipts.shift();
            await runSystemChange(books.system, {}, (scope) =>
              reverseReceipt(scope, { receiptId: receipt, accountingDay: dayOf(day), description: 'Test' }),
            );
          }
        }
        for (const [from, days] of windows) {
          const shown = await statement(organisation, from, from + days);
          expect(shown.agreesWithLedger).toBe(true);
          expect(shown.opening + shown.added - shown.taken).toBe(shown.closing);
        }
      },
    ),
    runs(300),
  );
  const rules = INVARIANTS.filter(({ code }) => code !== 'I3p');
  const broken = await checkInvariants(books.orm.em.fork(), rules);
  expect(broken.filter(({ violations }) => violations > 0)).toEqual([]);
});
