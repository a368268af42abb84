import type { Client } from 'pg';

/** The same tables by other names: columns, defaults, checks, indexes, and then the keys to one another. */
const TABLES = `
  create table floor_invoice (like invoice including all);
  create table floor_line (like invoice_line including all);
  create table floor_journal (like journal including all);
  create table floor_posting (like posting including all);
  alter table floor_invoice add foreign key (organisation_id) references organisation;
  alter table floor_line add foreign key (invoice_id) references floor_invoice;
  alter table floor_journal add foreign key (organisation_id) references organisation;
  alter table floor_posting add foreign key (journal_id, accounting_day) references floor_journal (id, accounting_day);
  alter table floor_posting add foreign key (account) references ledger_account;
  alter table floor_posting add foreign key (organisation_id) references organisation`;

/** Drafts of other runs that wait in the small world have no invoice that their lines could point at. */
const WITHOUT_DRAFTS = `
  set session_replication_role = 'replica';
  delete from invoice_line where not exists (select from invoice where invoice.id = invoice_id);
  set session_replication_role = 'origin'`;

/**
 * The least that any bill run costs here: one transaction that inserts the same invoices, lines, journals and postings
 * with the same keys and indexes, copied from what the run has just written. Milliseconds.
 */
export async function measureFloor(client: Client): Promise<number> {
  await client.query(TABLES);
  await client.query(WITHOUT_DRAFTS);
  await client.query('checkpoint');
  const startedAt = performance.now();
  await client.query('begin');
  await client.query('insert into floor_invoice select * from invoice');
  await client.query('insert into floor_line overriding system value select * from invoice_line where live');
  await client.query('insert into floor_journal overriding system value select * from journal');
  await client.query('insert into floor_posting select * from posting');
  await client.query('commit');
  return performance.now() - startedAt;
}
