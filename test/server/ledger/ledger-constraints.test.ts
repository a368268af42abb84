import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { connect, refusalOf } from '../platform/connected.ts';

let books: Books;
let server: Client;
let organisation: number;
let oldJournal: number;
beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
  await books.invoice(await books.organisation(), 9200);
  const [journal] = await books.rows<{ id: number; organisation_id: number }>(
    'select id, organisation_id from journal',
  );
  [oldJournal, organisation] = [journal?.id ?? 0, journal?.organisation_id ?? 0];
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await server.end();
  await books.close();
});

interface JournalRow {
  readonly kind: string;
  readonly source: string;
  readonly total: number;
  readonly count: number;
  readonly reverses: number | null;
}

const aJournal = (row: Partial<JournalRow> = {}) => {
  const { kind, source, total, count, reverses } = {
    ...{ kind: 'invoice', source: 'test:1', total: 500, count: 2, reverses: null },
    ...row,
  };
  return {
    text: `insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total,
       posting_count, reverses_journal_id) values ($1, $2, '2026-11-24', now(), $3, 'A test', $4, $5, $6)`,
    values: [kind, source, organisation, total, count, reverses],
  };
};

interface PostingRow {
  readonly account: string;
  readonly side: string;
  readonly amount: number;
  readonly day: string;
  readonly ofOrganisation: boolean;
  readonly journal: number | null;
}

const aPosting = (line: number, side: 'debit' | 'credit', row: Partial<PostingRow> = {}) => {
  const isDebit = side === 'debit';
  const { account, amount, day, ofOrganisation, journal } = {
    ...{ account: isDebit ? 'receivable' : 'fee-income', amount: 500, day: '2026-11-24' },
    ...{ ofOrganisation: isDebit, journal: null },
    ...row,
  };
  return {
    text: `insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount)
       values (coalesce($1, (select max(id) from journal)), $2, $3, $4, $5, $6, $7)`,
    values: [journal, line, day, account, ofOrganisation ? organisation : null, side, amount],
  };
};

const refusal = (...statements: Parameters<typeof refusalOf>[1][]) => refusalOf(server, ...statements);
const unbalanced = { constraint: 'journal_must_balance' };

test('a journal whose sides are equal is accepted', async () => {
  expect(await refusal(aJournal(), aPosting(1, 'debit'), aPosting(2, 'credit'))).toBe('allowed');
});

test.each([
  ['debits more than it credits', () => [aPosting(1, 'debit', { amount: 501 }), aPosting(2, 'credit')]],
  ['credits more than it debits', () => [aPosting(1, 'debit'), aPosting(2, 'credit', { amount: 501 })]],
  ['has one side only', () => [aPosting(1, 'debit'), aPosting(2, 'debit')]],
  ['balances at another total', () => [aPosting(1, 'debit', { amount: 400 }), aPosting(2, 'credit', { amount: 400 })]],
  ['lacks a posting', () => [aPosting(1, 'debit')]],
  ['has no posting at all', () => []],
  [
    'has a posting more than it says',
    () => [aPosting(1, 'debit'), aPosting(2, 'credit', { amount: 200 }), aPosting(3, 'credit', { amount: 300 })],
  ],
])('a journal that %s is refused', async (_what, postings) => {
  expect(await refusal(aJournal(), ...postings())).toMatchObject(unbalanced);
});

test('it is the commit that refuses, so nothing of an unbalanced journal is kept', async () => {
  await server.query('begin');
  const { text, values } = aJournal({ source: 'test:commit' });
  await server.query(text, [...values]);
  await expect(server.query('commit')).rejects.toMatchObject(unbalanced);
  expect(await books.rows(`select from journal where source = 'test:commit'`)).toEqual([]);
});

test('a posting cannot be added to a journal that is already written, not even a pair that balances', async () => {
  const more = [
    aPosting(3, 'debit', { journal: oldJournal, ofOrganisation: true }),
    aPosting(4, 'credit', { journal: oldJournal }),
  ];
  expect(await refusal(...more)).toMatchObject({ constraint: 'posting_comes_with_its_journal' });
});

test('a posting is of the day of its journal', async () => {
  const onAnotherDay = aPosting(2, 'credit', { day: '2026-12-01' });
  expect(await refusal(aJournal(), aPosting(1, 'debit'), onAnotherDay)).toMatchObject({ code: '23503' });
});

test.each([
  ['of nothing', { amount: 0 }],
  ['below nothing', { amount: -500 }],
  ['above what an amount may be', { amount: 100_000_000_000 }],
  ['to an account that is kept per organisation, without one', { account: 'receivable', ofOrganisation: false }],
  ['to an account that is not, with one', { account: 'fee-income', ofOrganisation: true }],
])('a posting %s is refused', async (_what, row) => {
  expect(await refusal(aJournal(), aPosting(1, 'debit', row))).toMatchObject({ code: '23514' });
});

test('a posting to an account that does not exist is refused', async () => {
  const unknown = aPosting(1, 'debit', { account: 'no-such-account', ofOrganisation: false });
  expect(await refusal(aJournal(), unknown)).toMatchObject({ code: '23503' });
});

test('the same thing is not posted twice', async () => {
  const twice = [aJournal({ source: 'test:twice' }), aJournal({ source: 'test:twice' })];
  expect(await refusal(...twice)).toMatchObject({ constraint: 'journal_kind_source_key' });
});

test('a journal is reversed at most once', async () => {
  const reversal = (source: string) => aJournal({ kind: 'receipt-reversal', source, reverses: oldJournal });
  const once = [reversal('test:one'), aPosting(1, 'debit', { ofOrganisation: true }), aPosting(2, 'credit')];
  expect(await refusal(...once)).toBe('allowed');
  expect(await refusal(reversal('test:one'), reversal('test:two'))).toMatchObject({
    constraint: 'journal_reverses_journal_id_key',
  });
});

test('a reversal says what it reverses, and nothing else does', async () => {
  expect(await refusal(aJournal({ kind: 'receipt-reversal' }))).toMatchObject({ code: '23514' });
  expect(await refusal(aJournal({ kind: 'receipt', reverses: oldJournal }))).toMatchObject({ code: '23514' });
});

test.each(['receivable', 'credit'])('the kept %s of an organisation cannot go below nothing', async (column) => {
  expect(await refusal(`update organisation_balance set ${column} = -1`)).toMatchObject({ code: '23514' });
});
