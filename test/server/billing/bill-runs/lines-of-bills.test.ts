import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from 'pg';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { connect } from '../../platform/connected.ts';

let books: Books;
let adds: Client;
let deletes: Client;
let billId = 900_000;
beforeAll(async () => {
  books = await openBooks();
  adds = await connect(books.database.serverUrl);
  deletes = await connect(books.database.serverUrl);
  await books.invoice(await books.organisation(), 9200);
  const finance = await books.staff('finance');
  await books.rows(
    `insert into bill_run (kind, cycle, period_from, period_before, state, state_since, drafted_by, drafted_at)
     values ('cycle', 'monthly', '2026-10-01', '2026-11-01', 'draft', now(), ?, now())`,
    [finance.staffId],
  );
});
afterAll(async () => {
  await adds.end();
  await deletes.end();
  await books.close();
});

const ADD = `
  insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind, amount)
  select $1, 1, 'M-0000-0000-' || lpad($1 % 10000 || '', 4, '0'), lpa_kind, received_on, registered_on, fee_kind, amount
  from invoice_line order by id limit 1`;
const DELETE = 'delete from bill where id = $1';
const OF_NO_BILL = { constraint: 'invoice_line_of_a_bill' };

/** A draft without lines. */
async function draft(): Promise<number> {
  billId += 1;
  await books.rows(
    `insert into bill (id, bill_run_id, organisation_id, total, line_count, standing)
     select ?, (select max(id) from bill_run), max(id), 9200, 1, 'ready' from organisation`,
    [billId],
  );
  return billId;
}

test('a line needs a bill, and a bill stays while it has lines', async () => {
  await expect(adds.query(ADD, [899_999])).rejects.toMatchObject(OF_NO_BILL);
  const id = await draft();
  await adds.query(ADD, [id]);
  await expect(deletes.query(DELETE, [id])).rejects.toMatchObject(OF_NO_BILL);
  await adds.query('delete from invoice_line where invoice_id = $1', [id]);
  await deletes.query(DELETE, [id]);
});

test('a bill that is being deleted takes no line', async () => {
  const id = await draft();
  await deletes.query('begin');
  await deletes.query(DELETE, [id]);
  const added = expect(adds.query(ADD, [id])).rejects.toMatchObject(OF_NO_BILL);
  await deletes.query('commit');
  await added;
});

test('a bill that is being added to is not deleted', async () => {
  const id = await draft();
  await adds.query('begin');
  await adds.query(ADD, [id]);
  const deleted = expect(deletes.query(DELETE, [id])).rejects.toMatchObject(OF_NO_BILL);
  await adds.query('commit');
  await deleted;
  await adds.query('delete from invoice_line where invoice_id = $1', [id]);
  await deletes.query(DELETE, [id]);
  await expectBooksInOrder(books);
});
