import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice, recordReceipt, reverseReceipt } from '../../../server/billing/index.ts';
import { booksAsAt } from '../../../server/ledger/books-as-at.ts';
import { lockBalance, postJournal } from '../../../server/ledger/index.ts';
import { listDebtorsAsAt } from '../../../server/ledger/list-debtors-as-at.ts';
import { debtorsFile } from '../../../server/ledger/save-debtors-as-at.ts';
import { runCommand, runSystemChange, type CommandContext } from '../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { instant, type Instant } from '../../../shared/instant.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { seeded } from '../../shared/seeded.ts';
import { aLine, openBooks, type Books } from '../../support/books.ts';
import { untilWaiting } from '../platform/waiting.ts';

const SEED = Number(process.env['SEED'] ?? 28);
const ROUNDS = process.env['PROVE'] === '1' ? 60 : 6;
const DAY = localDate('2026-11-24');

let books: Books;
let organisations: OrganisationReference[];
beforeAll(async () => {
  books = await openBooks();
  organisations = [
    await books.organisation(),
    await books.organisation('Other & Co'),
    await books.organisation('Third'),
  ];
});
afterAll(() => books.close());

const now = (): Instant => instant(books.clock.now());

async function answer(at: Instant) {
  const ctx = { ...books.system, em: books.orm.em.fork() };
  const debtors = await listDebtorsAsAt(ctx, { at, organisation: null, cursor: null, limit: 200 });
  return { books: await booksAsAt(ctx, at), debtors: debtors.rows };
}

/** A system whose clock is `behind` milliseconds behind the office's, as another machine's may be. */
function behind(ms: number): CommandContext {
  return { ...books.system, clock: { now: () => new Date(books.clock.now().getTime() - ms) } };
}

const receive = async (ctx: CommandContext, number: string, amount: number) => {
  const [line] = await books.rows<{ id: number; organisation_id: number }>(
    `select line.id, organisation_id from invoice_line line join invoice on invoice.id = invoice_id where number = ?`,
    [number],
  );
  return runSystemChange(ctx, {}, (scope) =>
    recordReceipt(scope, {
      ...{ organisationId: line?.organisation_id ?? 0, channel: 'card-by-phone', source: randomUUID() },
      ...{ amount: pence(amount), accountingDay: DAY, description: 'A test' },
      intended: [{ lineId: line?.id ?? 0, amount: pence(amount) }],
    }),
  );
};

/** Bills somebody, receives some of it or more, and sometimes takes it back. */
async function move(random: (below: number) => number, ctx: CommandContext): Promise<void> {
  const organisation = organisations[random(organisations.length)] ?? organisations[0];
  if (organisation === undefined) throw new Error('There is no organisation');
  const input = { commandId: randomUUID(), organisation, lines: [aLine(100 + random(9_000))] };
  const { number } = await runCommand(ctx, 'billing.issueInvoice', input, issueInvoice);
  if (random(3) === 0) return;
  const { receiptId } = await receive(ctx, number, 1 + random(9_900));
  if (random(3) > 0) return;
  await runSystemChange(ctx, {}, (scope) =>
    reverseReceipt(scope, { receiptId, accountingDay: DAY, description: 'Taken back' }),
  );
}

test(`what was answered stays the answer, whatever is written afterwards by clocks that differ (seed ${SEED})`, async () => {
  const random = seeded(SEED);
  const answers = new Map<Instant, Awaited<ReturnType<typeof answer>>>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const writers = [0, 0, 40, 4_000, 700_000].map((ms) => move(random, behind(ms)));
    const at = instant(new Date(books.clock.now().getTime() - random(2_000)));
    const [given] = await Promise.all([answer(at), ...writers]);
    answers.set(at, given);
    const atOnce = now();
    answers.set(atOnce, await answer(atOnce));
    books.clock.advance({ ms: random(3_000) });
  }
  books.clock.advance({ minutes: 60 * 24 * 45 });
  for (const [at, given] of answers) expect(await answer(at)).toEqual(given);

  const last = await answer(now());
  const kept = await books.rows<{ reference: string; receivable: number; credit: number }>(
    `select reference, receivable, credit from organisation_balance join organisation on organisation.id = organisation_id
     where receivable > 0 or credit > 0 order by reference`,
  );
  expect(last.debtors.map(({ organisation, owed, credit }) => [organisation.reference, owed, credit])).toEqual(
    kept.map(({ reference, receivable, credit }) => [reference, receivable, credit]),
  );
  for (const { owed, ages } of last.debtors) {
    expect(Object.values(ages).reduce((sum, amount) => sum + amount, 0)).toBe(owed);
  }
  expect(last.debtors.some(({ ages }) => ages.upTo30 > 0)).toBe(true);
  const balances = last.books.accounts.map(({ normalSide, balance }) =>
    normalSide === 'debit' ? balance : 0 - balance,
  );
  expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(0);
});

/** Writes a journal between two points that the test opens: after the transaction has begun, and before it ends. */
function writeSlowly(source: string) {
  const [mayWrite, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const [hasBegun, hasWritten] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ended = runSystemChange(books.system, {}, async (scope) => {
    hasBegun.resolve();
    await mayWrite.promise;
    const [row] = await books.rows<{ id: number }>('select id from organisation order by id limit 1');
    const organisationId = row?.id ?? 0;
    await lockBalance(scope.tx, organisationId);
    await postJournal(scope, {
      ...{ kind: 'invoice', source, accountingDay: DAY, organisationId, description: 'A test' },
      reversesJournalId: null,
      postings: [
        { account: 'receivable', side: 'debit', amount: pence(100) },
        { account: 'fee-income', side: 'credit', amount: pence(100) },
      ],
    });
    hasWritten.resolve();
    await mayEnd.promise;
  });
  return { mayWrite, mayEnd, hasBegun, hasWritten, ended };
}

test('a journal that is being written is waited for; one that is written later is dated after the answer', async () => {
  const before = await answer(now());
  books.clock.advance({ seconds: 5 });
  const [first, second] = [writeSlowly('test:slow-1'), writeSlowly('test:slow-2')];
  await Promise.all([first.hasBegun.promise, second.hasBegun.promise]);
  first.mayWrite.resolve();
  await first.hasWritten.promise;
  const asked = answer(now());
  await untilWaiting(books, 1);
  first.mayEnd.resolve();
  const given = await asked;
  expect(given.books.journals - before.books.journals).toBe(1);

  second.mayWrite.resolve();
  second.mayEnd.resolve();
  await Promise.all([first.ended, second.ended]);
  expect(await answer(given.books.at)).toEqual(given);
  books.clock.advance({ seconds: 1 });
  expect((await answer(now())).books.journals - given.books.journals).toBe(1);
});

test('a moment still to come is refused, and the mark is never lowered', async () => {
  books.clock.advance({ seconds: 1 });
  await answer(now());
  await expect(answer(instant(new Date(books.clock.now().getTime() + 1)))).rejects.toThrow('BOOKS_NOT_THERE_YET');
  await expect(books.rows(`update books_answered set up_to = '2020-01-01'`)).rejects.toThrow('stays answered');
});

test('debtors are saved as a file, money as numbers', async () => {
  const at = now();
  const { debtors } = await answer(at);
  let text = '';
  for await (const chunk of debtorsFile({ ...books.system, em: books.orm.em.fork() }, { at })) text += String(chunk);
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(debtors.length + 1);
  expect(lines[1]).toContain(`,${String((debtors[0]?.owed ?? 0) / 100)},`);
});
