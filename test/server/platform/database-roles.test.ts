import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBooks, type Books } from '../../support/books.ts';
import { connect, connected, NO_PRIVILEGE, refusalOf } from './connected.ts';

let books: Books;
let server: Client;
let report: Client;
let owner: Client;
beforeAll(async () => {
  books = await openBooks();
  await books.organisation();
  const { serverUrl, reportUrl, ownerUrl } = books.database;
  [server, report, owner] = [await connect(serverUrl), await connect(reportUrl), await connect(ownerUrl)];
});
afterAll(async () => {
  for (const client of [server, report, owner]) await client.end();
  await books.close();
});

const asServer = (...statements: string[]) => refusalOf(server, ...statements);
const asReport = (...statements: string[]) => refusalOf(report, ...statements);
const asOwner = (...statements: string[]) => refusalOf(owner, ...statements);
const noPrivilege = { code: NO_PRIVILEGE };

async function tablesWhere(role: string, privilege: string): Promise<string[]> {
  const rows = await books.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
       and has_table_privilege('${role}', oid, '${privilege}') order by relname`,
  );
  return rows.map(({ name }) => name);
}

describe("the server's role", () => {
  test('owns nothing, and is nothing but a role that may sign in', async () => {
    const owned = await books.rows(`
      select relname as name from pg_class where relowner = 'counterfoil_server'::regrole
      union all select proname from pg_proc where proowner = 'counterfoil_server'::regrole
      union all select nspname from pg_namespace where nspowner = 'counterfoil_server'::regrole
      union all select datname from pg_database where datdba = 'counterfoil_server'::regrole
      union all select rolname from pg_roles where rolname = 'counterfoil_server'
        and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls or rolreplication)
      union all select roleid::regrole::text from pg_auth_members where member = 'counterfoil_server'::regrole`);
    expect(owned).toEqual([]);
  });

  test('may take rows away from few tables only, where drafts are, and empty none', async () => {
    expect(await tablesWhere('counterfoil_server', 'DELETE')).toEqual([
      ...['bill', 'bill_run_exclusion', 'bill_run_part', 'command_record', 'invoice_line', 'staff_role'],
    ]);
    expect(await tablesWhere('counterfoil_server', 'TRUNCATE')).toEqual([]);
    expect(await tablesWhere('counterfoil_server', 'TRIGGER')).toEqual([]);
    expect(await tablesWhere('counterfoil_server', 'REFERENCES')).toEqual([]);
  });

  test.each([
    'create table mine (id integer)',
    'create view mine as select 1',
    'create function mine() returns integer language sql as $$ select 1 $$',
    'create schema mine',
    'drop table journal cascade',
    'drop trigger journal_append_only on journal',
    'alter table journal disable trigger all',
    'alter table journal add column mine integer',
    'alter table audit_event detach partition audit_event_2026_11',
    'alter function refuse_change() rename to mine',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return old; end $$',
    'create trigger mine before insert on journal for each row execute function refuse_change()',
    `set session_replication_role = 'replica'`,
    'set role counterfoil_owner',
  ])('may not: %s', async (statement) => {
    expect(await asServer(statement)).toMatchObject(noPrivilege);
  });

  test('gains nothing by granting it to itself', async () => {
    const grant = 'grant all on journal, audit_event to counterfoil_server';
    expect(await asServer(grant, 'update journal set description = description')).toMatchObject(noPrivilege);
  });

  test.each([
    ['statement_timeout', '15s'],
    ['lock_timeout', '5s'],
    ['idle_in_transaction_session_timeout', '30s'],
    ['default_transaction_isolation', 'read committed'],
  ])('has %s %s in force, on a plain connection and on the one of the ORM', async (setting, value) => {
    const show = `select current_setting('${setting}') as value`;
    const plain = await connected(books.database.serverUrl, async (client) => (await client.query(show)).rows);
    expect(plain).toEqual([{ value }]);
    expect(await books.rows(show)).toEqual([{ value }]);
  });

  test('may change of a session only when it was used and that it ended', async () => {
    expect(await asServer(`update staff_session set token_hash = '\\x00'`)).toMatchObject(noPrivilege);
    expect(await asServer('update staff_session set absolute_expires_at = now()')).toMatchObject(noPrivilege);
    expect(await asServer('update staff set subject = subject')).toMatchObject(noPrivilege);
    expect(await asServer('update card_payment set amount = 1')).toMatchObject(noPrivilege);
    expect(await asServer('update payment_attempt_line set amount = 1')).toMatchObject(noPrivilege);
    expect(await asServer('update command_record set request_hash = request_hash')).toMatchObject(noPrivilege);
  });

  test('cannot change what the states, accounts and card limit are', async () => {
    const tables = ['card_payment_state', 'card_payment_move', 'ledger_account', 'pay_account', 'schema_migration'];
    for (const table of tables) {
      expect(await asServer(`insert into ${table} default values`)).toMatchObject(noPrivilege);
      expect(await asServer(`delete from ${table}`)).toMatchObject(noPrivilege);
    }
    expect(await asServer('update pay_account set card_limit = 10000000')).toMatchObject(noPrivilege);
  });
});

describe('the report role', () => {
  test('reads every table but the sessions and the files as they came', async () => {
    const all = await books.rows<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
       order by relname`,
    );
    const readable = await tablesWhere('counterfoil_report', 'SELECT');
    const hidden = all.map(({ name }) => name).filter((name) => !readable.includes(name));
    expect(hidden.filter((name) => name !== 'schema_migration')).toEqual(['staff_session', 'usage_file_part']);
    expect(await asReport('select * from staff_session')).toMatchObject(noPrivilege);
    expect(await asReport('select token_hash from staff_session')).toMatchObject(noPrivilege);
    expect(await asReport('select * from organisation', 'select * from invoice_standing')).toBe('allowed');
  });

  test('changes nothing, even when it lifts its own read-only setting', async () => {
    expect(await asReport(`insert into server_copy (started_at) values (now())`)).toMatchObject({ code: '25006' });
    const lifted = 'set transaction read write';
    for (const privilege of ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) {
      expect(await tablesWhere('counterfoil_report', privilege)).toEqual([]);
    }
    expect(await asReport(lifted, `insert into server_copy (started_at) values (now())`)).toMatchObject(noPrivilege);
    expect(await asReport(lifted, `update organisation set name = 'x'`)).toMatchObject(noPrivilege);
    expect(await asReport(lifted, 'create table mine (id integer)')).toMatchObject(noPrivilege);
    expect(await asReport(lifted, `select nextval('organisation_number')`)).toMatchObject(noPrivilege);
  });

  test('has no part in the jobs and makes no partitions', async () => {
    expect(await asReport('select * from jobs.job')).toMatchObject(noPrivilege);
    const make = `select keep_month_partitions('audit_event', '2035-01-01', 1)`;
    expect(await asReport('set transaction read write', make)).toMatchObject(noPrivilege);
  });
});

describe('keep_month_partitions, which runs with the rights of the owner', () => {
  test.each(['journal', 'staff', 'invoice_line', 'jobs.job', 'pg_class', 'audit_event_2026_11'])(
    'refuses %s',
    async (table) => {
      expect(await asServer(`select keep_month_partitions('${table}', '2035-01-01', 1)`)).toMatchObject({
        code: 'P0001',
      });
    },
  );

  test('is not fooled by a temporary table of the right name', async () => {
    const temporary =
      'create temporary table posting (id integer, accounting_day date) partition by range (accounting_day)';
    expect(await asServer(temporary, `select keep_month_partitions('posting', '2035-01-01', 1)`)).toMatchObject({
      code: 'P0001',
    });
  });

  test.each([0, -1, 121])('refuses %d months', async (months) => {
    expect(await asServer(`select keep_month_partitions('posting', '2035-01-01', ${months})`)).toMatchObject({
      code: 'P0001',
    });
  });

  test('makes what it is for', async () => {
    expect(await asServer(`select keep_month_partitions('posting', '2035-01-01', 2)`)).toBe('allowed');
  });
});

test('the owner, too, is signed in without being a superuser', async () => {
  expect(await asOwner(`set session_replication_role = 'replica'`)).toMatchObject(noPrivilege);
});
