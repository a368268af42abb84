import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { correct, linesOf, people } from '../billing/corrections/correction-under-test.ts';
import { payCardPayment } from './card-payment-rows.ts';
import { connect, NO_PRIVILEGE, REFUSED_BY_TRIGGER, refusalOf } from './connected.ts';

const TABLES = [
  ...['audit_event', 'journal', 'posting', 'invoice', 'receipt', 'allocation', 'pay_message'],
  ...['credit_note', 'credit_note_line'],
] as const;
const PARTITIONS = ['audit_event_2026_11', 'audit_event_other_months', 'posting_2026_11', 'posting_other_months'];

let books: Books;
let server: Client;
let owner: Client;
beforeAll(async () => {
  books = await openBooks();
  [server, owner] = [await connect(books.database.serverUrl), await connect(books.database.ownerUrl)];
  const organisation = await books.organisation();
  const invoice = await books.invoice(organisation, 9200);
  await payCardPayment(books, invoice.number, await books.staff('agent'));
  const [line] = await linesOf(books, invoice.number);
  const lines = [{ lineId: line?.id, amount: 100 }];
  await correct(books, await people(books), { kind: 'credit-note', invoice: invoice.number, lines });
});
afterAll(async () => {
  await expectBooksInOrder(books);
  for (const client of [server, owner]) await client.end();
  await books.close();
});

async function someColumn(table: string): Promise<string> {
  const [row] = await books.rows<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = ?::regclass and attnum > 0 order by attnum desc limit 1',
    [table],
  );
  return row?.name ?? '';
}

const changes = (table: string, column: string) => [
  `update ${table} set ${column} = ${column}`,
  `delete from ${table}`,
  `truncate ${table} cascade`,
];

describe.each([...TABLES, ...PARTITIONS])('%s', (table) => {
  test('the server may not update, delete from or truncate it, by any column', async () => {
    for (const change of changes(table, await someColumn(table))) {
      expect([change, await refusalOf(server, change)]).toMatchObject([change, { code: NO_PRIVILEGE }]);
    }
    const [granted] = await books.rows(`select has_any_column_privilege('counterfoil_server', ?, 'UPDATE') as update`, [
      table,
    ]);
    expect(granted).toEqual({ update: false });
  });
});

describe.each(TABLES)('%s, as its owner', (table) => {
  test('has a row that a change would have met', async () => {
    expect(await books.rows(`select from ${table} limit 1`)).toHaveLength(1);
  });

  test('cannot be changed either', async () => {
    for (const change of changes(table, await someColumn(table))) {
      expect([change, await refusalOf(owner, change)]).toMatchObject([change, { code: REFUSED_BY_TRIGGER }]);
    }
  });
});

describe('invoice_line, of which drafts may be deleted', () => {
  const [update = '', remove = '', truncate = ''] = changes('invoice_line', 'live');

  test('the server may neither change nor empty it, and an issued line stays', async () => {
    expect(await refusalOf(server, update)).toMatchObject({ code: NO_PRIVILEGE });
    expect(await refusalOf(server, truncate)).toMatchObject({ code: NO_PRIVILEGE });
    const unpaid = `delete from invoice_line line where not exists (select from allocation where invoice_line_id = line.id)`;
    await books.invoice(await books.organisation(), 9200);
    expect(await refusalOf(server, unpaid)).toMatchObject({ constraint: 'invoice_line_is_draft' });
  });

  test('nor may its owner', async () => {
    expect(await refusalOf(owner, update)).toMatchObject({ constraint: 'invoice_line_only_ends' });
    expect(await refusalOf(owner, truncate)).toMatchObject({ code: REFUSED_BY_TRIGGER });
    expect(await refusalOf(owner, remove)).toMatchObject({ code: expect.stringMatching(/^23/) });
  });
});

test.each(['audit_event', 'posting'])('no partition of %s can be emptied by its owner', async (parent) => {
  const partitions = await books.rows<{ name: string }>(
    'select inhrelid::regclass::text as name from pg_inherits where inhparent = ?::regclass',
    [parent],
  );
  expect(partitions.length).toBeGreaterThan(40);
  for (const { name } of partitions) {
    expect([name, await refusalOf(owner, `truncate ${name}`)]).toMatchObject([name, { code: REFUSED_BY_TRIGGER }]);
  }
  for (const change of changes(`${parent}_2026_11`, await someColumn(parent))) {
    expect([change, await refusalOf(owner, change)]).toMatchObject([change, { code: REFUSED_BY_TRIGGER }]);
  }
});

test('postings go in by the front door only, where they are checked: not into a partition', async () => {
  const insert = 'insert into posting_2026_11 select * from posting limit 1';
  expect(await refusalOf(server, insert)).toMatchObject({ code: NO_PRIVILEGE });
});
