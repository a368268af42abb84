import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockBalance, postJournal, type NewPosting } from '../../../server/ledger/index.ts';
import { inTransaction } from '../../../server/platform/transaction.ts';
import { write } from '../../../server/platform/rows.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { walk } from '../http/walk.ts';
import { anOrganisation } from '../organisations/an-organisation.ts';
import { payCardPayment } from '../platform/card-payment-rows.ts';
import { race, untilWaiting } from '../platform/waiting.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const idOf = async (reference: OrganisationReference) => {
  const [row] = await books.rows<{ id: number }>('select id from organisation where reference = ?', [reference]);
  return row?.id ?? 0;
};

const post = (
  organisationId: number,
  ...postings: [account: NewPosting['account'], side: NewPosting['side'], amount: number][]
) =>
  runSystemChange(books.system, {}, async (scope) => {
    await lockBalance(scope.tx, organisationId);
    return postJournal(scope, {
      ...{ kind: 'invoice', source: `test:${organisationId}`, accountingDay: localDate('2026-11-24') },
      ...{ organisationId, description: 'A test', reversesJournalId: null },
      postings: postings.map(([account, side, amount]) => ({ account, side, amount: pence(amount) })),
    });
  });

test.each([
  [
    'does not balance',
    [
      ['receivable', 'debit', 500],
      ['fee-income', 'credit', 501],
    ],
  ],
  ['has one side', [['receivable', 'debit', 500]]],
  ['has no postings', []],
  [
    'comes to nothing',
    [
      ['receivable', 'debit', 0],
      ['fee-income', 'credit', 0],
    ],
  ],
] as const)('a journal that %s is refused by the code too, and no balance moves', async (_what, postings) => {
  const organisation = await anOrganisation(books);
  const id = await idOf(organisation);
  await expect(post(id, ...(postings as never as Parameters<typeof post>[1][]))).rejects.toMatchObject({
    code: 'JOURNAL_UNBALANCED',
  });
  expect(await books.rows('select from organisation_balance where organisation_id = ?', [id])).toEqual([]);
});

test('a posting below nothing is refused, though the sides are equal', async () => {
  const id = await idOf(await anOrganisation(books));
  const negative = post(id, ['receivable', 'debit', 500], ['receivable', 'debit', -100], ['fee-income', 'credit', 400]);
  await expect(negative).rejects.toMatchObject({ code: '23514' });
});

test('ten bills of one organisation at the same moment: each is counted, and the numbers have no gap', async () => {
  const organisation = await anOrganisation(books);
  const row = `select from organisation where reference = '${organisation}' for update`;
  const bills = await race(books, row, 10, () =>
    Promise.all(Array.from({ length: 10 }, (_, at) => books.invoice(organisation, 100 + at))),
  );
  const balance = 'select receivable from organisation_balance where organisation_id = ?';
  expect(await books.rows(balance, [await idOf(organisation)])).toEqual([{ receivable: 1045 }]);
  const sequences = bills.map(({ number }) => Number(number.slice(4, 10))).toSorted((a, b) => a - b);
  expect(sequences.at(-1)).toBe((sequences[0] ?? 0) + 9);
});

test('who locks a balance waits for whoever holds it, and then sees what they did', async () => {
  const id = await idOf(await anOrganisation(books));
  // The row is there already: what is waited for is its lock, not that somebody else puts it there.
  await inTransaction(books.orm.em, (tx) => lockBalance(tx, id));
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const first = inTransaction(books.orm.em, async (tx) => {
    await lockBalance(tx, id);
    held.resolve();
    await release.promise;
    await write(tx, 'update organisation_balance set credit = 7 where organisation_id = ?', [id]);
  });
  await held.promise;
  const second = inTransaction(books.orm.em, (tx) => lockBalance(tx, id));
  await untilWaiting(books, 1);
  release.resolve();
  expect(await second).toEqual({ receivable: 0, credit: 7 });
  await first;
  await books.rows('update organisation_balance set credit = 0 where organisation_id = ?', [id]);
});

test('an organisation’s journals, newest first, each with its postings and what was owed after it', async () => {
  const organisation = await anOrganisation(books);
  const agent = await books.staff('agent');
  const finance = await books.staff('finance');
  const first = await books.invoice(organisation, 9200);
  const second = await books.invoice(organisation, 4600, 2300);
  await books.invoice(await anOrganisation(books), 100);
  const payment = await payCardPayment(books, first.number, agent);
  const { rows } = await desk(books, finance).ledger.listJournals({ organisation });
  const billed = (amount: number) => [
    { account: 'receivable', side: 'debit', amount },
    { account: 'fee-income', side: 'credit', amount },
  ];
  expect(rows).toMatchObject([
    {
      ...{ description: `Card payment ${payment.reference}`, balanceAfter: 6900, accountingDay: '2026-11-24' },
      postings: [
        { account: 'card-clearing', side: 'debit', amount: 9200 },
        { account: 'receivable', side: 'credit', amount: 9200 },
      ],
    },
    { description: `Invoice ${second.number}`, balanceAfter: 16_100, postings: billed(6900) },
    { description: `Invoice ${first.number}`, balanceAfter: 9200, postings: billed(9200) },
  ]);
});

test.each([1, 2, 3, 200])('pages of %d hold every journal once, with the same balances', async (limit) => {
  const organisation = await anOrganisation(books);
  const amounts = [100, 200, 300, 400, 500, 600, 700];
  for (const amount of amounts) await books.invoice(organisation, amount);
  const { ledger } = desk(books, await books.staff('auditor'));
  const pages = await walk((cursor) => ledger.listJournals({ organisation, limit, cursor }));
  expect(pages.flat().map(({ balanceAfter }) => balanceAfter)).toEqual([2800, 2100, 1500, 1000, 600, 300, 100]);
});
