import type { EntityManager } from '@mikro-orm/postgresql';
import type { CompiledQuery } from 'kysely';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createAppRouter, INVARIANTS } from '../../../server/app-router.ts';
import { checkInvariants } from '../../../server/ledger/index.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createCallerFactory } from '../../../server/platform/trpc.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { noPayments } from '../http/no-payments.ts';
import { connect } from '../platform/connected.ts';
import { fillBooks } from './fill-books.ts';

const log = createLogger('silent');
const callerOf = createCallerFactory(createAppRouter(noPayments(log)));

/** Reading these tables from end to end is too slow in a year; a partition with next to nothing in it does not count. */
const LARGE = /^(?:invoice_line|allocation|audit_event|posting)/;
const NEXT_TO_NOTHING = 50;

let books: Books;
let actor: StaffActor;
let server: Client;
const rowsIn = new Map<string, number>();
let reference: string;
let number: string;
let lpa: string;
beforeAll(async () => {
  books = await openBooks();
  actor = await books.staff('support', 'finance-manager');
  await fillBooks(books);
  server = await connect(books.database.serverUrl);
  for (const { name, rows } of await books.rows<{ name: string; rows: number }>(
    `select relname as name, greatest(reltuples, 0)::integer as rows from pg_class where relkind = 'r'`,
  )) {
    rowsIn.set(name, rows);
  }
  const [row] = await books.rows<{ reference: string; number: string; lpa_reference: string }>(
    `select reference, number, lpa_reference from invoice_line join invoice on invoice.id = invoice_id
     join organisation on organisation.id = organisation_id order by invoice_line.id offset 3000 limit 1`,
  );
  [reference, number, lpa] = [row?.reference ?? '', row?.number ?? '', row?.lpa_reference ?? ''];
});
afterAll(async () => {
  await server.end();
  await books.close();
});

type Desk = ReturnType<typeof callerOf>;

/** The SQL that a read sends, as it sends it. */
async function sqlOf(read: (desk: Desk) => Promise<unknown>): Promise<CompiledQuery[]> {
  const sent: CompiledQuery[] = [];
  const em = books.orm.em.fork();
  const watched = {
    getKysely: () => ({
      executeQuery: (query: CompiledQuery) => {
        sent.push(query);
        return em.getKysely().executeQuery(query);
      },
    }),
  } as unknown as EntityManager;
  await read(callerOf({ requestId: 'a-test', actor, em: watched, clock: books.clock, log }));
  return sent;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

async function longReads({ sql, parameters }: CompiledQuery): Promise<string[]> {
  const { rows } = await server.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${sql}`, [
    ...parameters,
  ]);
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (plan === undefined) throw new Error('There is no plan');
  return [...nodesOf(plan)]
    .filter((node) => node['Node Type'].includes('Seq Scan'))
    .map((node) => node['Relation Name'] ?? '')
    .filter((table) => LARGE.test(table) && (rowsIn.get(table) ?? 0) > NEXT_TO_NOTHING);
}

test('the books are filled, in order, and counted by the planner', async () => {
  const results = await checkInvariants(books.orm.em.fork(), INVARIANTS);
  // Receipts came without card payments, which is all that is out of order.
  expect(results.filter(({ violations }) => violations > 0).map(({ code }) => code)).toEqual(['I3p']);
  expect(rowsIn.get('invoice_line')).toBeGreaterThan(5000);
  expect(rowsIn.get('allocation')).toBeGreaterThan(2000);
  expect(rowsIn.get('posting_2026_10')).toBeGreaterThan(NEXT_TO_NOTHING);
  expect(rowsIn.get('audit_event_2026_10')).toBeGreaterThan(NEXT_TO_NOTHING);
});

test('a read from end to end is seen by this test', async () => {
  const all = { sql: 'select sum(amount) from invoice_line', parameters: [] } as unknown as CompiledQuery;
  expect(await longReads(all)).toEqual(['invoice_line']);
});

const READS: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  'organisations by name': (desk) => desk.organisations.list({}),
  'organisations by what they owe': (desk) => desk.organisations.list({ sort: 'receivable', direction: 'desc' }),
  'organisations with a text': (desk) => desk.organisations.list({ text: 'organisation 1' }),
  'one organisation': (desk) => desk.organisations.get({ reference: reference as never }),
  'its timeline': (desk) => desk.organisations.timeline({ reference: reference as never, limit: 50 }),
  'its open invoices': (desk) => desk.billing.listInvoices({ organisation: reference as never }),
  'all its invoices': (desk) => desk.billing.listInvoices({ organisation: reference as never, show: 'all' }),
  'one invoice': (desk) => desk.billing.getInvoice({ number: number as never }),
  'its lines': (desk) => desk.billing.listInvoiceLines({ number: number as never }),
  'its journals': (desk) => desk.ledger.listJournals({ organisation: reference as never }),
  'the audit trail': (desk) => desk.audit.list({ limit: 100 }),
  'the audit trail of one organisation': (desk) => desk.audit.list({ organisation: reference as never }),
  'the second page of the audit trail': async (desk) => {
    const { nextCursor } = await desk.audit.list({ limit: 100 });
    return desk.audit.list({ limit: 100, cursor: nextCursor });
  },
  'search by name': (desk) => desk.reports.search({ text: 'organisation' }),
  'search by a name nearly right': (desk) => desk.reports.search({ text: 'organistaion' }),
  'search by reference': (desk) => desk.reports.search({ text: reference }),
  'search by invoice': (desk) => desk.reports.search({ text: number }),
  'search by LPA': (desk) => desk.reports.search({ text: lpa }),
  'search by an LPA nearly right': (desk) =>
    desk.reports.search({ text: lpa.replace(/.$/, (d) => String((Number(d) + 1) % 10)) }),
  'search by postcode': (desk) => desk.reports.search({ text: 'ZZ1 1ZZ' }),
  'card payments': (desk) => desk.payments.list({}),
};

test.each(Object.entries(READS))('%s: no large table is read from end to end', async (_what, read) => {
  const sent = await sqlOf(read);
  expect(sent.length).toBeGreaterThan(0);
  for (const query of sent) expect(await longReads(query)).toEqual([]);
});
