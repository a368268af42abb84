import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { encodeCursor } from '../../../server/platform/keyset.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';

let books: Books;
let actor: StaffActor;
let organisation: OrganisationReference;
let number: string;
beforeAll(async () => {
  books = await openBooks();
  actor = await books.staff('support', 'finance-manager');
  organisation = await books.organisation();
  number = (await books.invoice(organisation, 9200)).number;
});
afterAll(() => books.close());

type Page = Promise<{ readonly rows: readonly object[] }>;
const called = () => desk(books, actor);
const LISTS: Readonly<Record<string, (cursor: string) => Page>> = {
  'organisations by name': (cursor) => called().organisations.list({ cursor }),
  'organisations by reference': (cursor) => called().organisations.list({ cursor, sort: 'reference' }),
  'organisations by what they owe': (cursor) => called().organisations.list({ cursor, sort: 'receivable' }),
  'organisations by their credit': (cursor) =>
    called().organisations.list({ cursor, sort: 'credit', direction: 'desc' }),
  'an organisation’s timeline': (cursor) => called().organisations.timeline({ cursor, reference: organisation }),
  'open invoices': (cursor) => called().billing.listInvoices({ cursor, organisation }),
  'all invoices': (cursor) => called().billing.listInvoices({ cursor, organisation, show: 'all' }),
  'invoice lines': (cursor) => called().billing.listInvoiceLines({ cursor, number: number as never }),
  journals: (cursor) => called().ledger.listJournals({ cursor, organisation }),
  registrations: (cursor) => called().usage.listRegistrations({ cursor }),
  deliveries: (cursor) => called().usage.listDeliveries({ cursor }),
  'rows of a delivery': (cursor) => called().usage.listDeliveryRows({ cursor, deliveryId: 1 }),
  'audit events': (cursor) => called().audit.list({ cursor }),
  'payments of an organisation': (cursor) => called().allocation.listReceipts({ cursor, organisation }),
  suspense: (cursor) => called().suspense.list({ cursor }),
  instruments: (cursor) => called().receipts.listInstruments({ cursor }),
  'paying-in slips': (cursor) => called().receipts.listPayingInSlips({ cursor }),
  'bank transfers': (cursor) => called().receipts.listBankTransfers({ cursor }),
  'card files': (cursor) => called().receipts.listCardFiles({ cursor }),
  'lines of card files without an organisation': (cursor) => called().receipts.listUnplacedCardRows({ cursor }),
};

const VALUES: readonly unknown[] = [
  [],
  {},
  null,
  'x',
  7,
  [null],
  [[]],
  [{}],
  [true, 1],
  ['a'],
  ['a', 'b'],
  ['a', 1.5],
  ['a', null],
  ['a', 1, 1],
  [1],
  [-1],
  [0],
  [2_147_483_648],
  [9_007_199_254_740_991],
  [1e300],
  [1, 1],
  [1, -1],
  [1, 2_147_483_648],
  [-1, 1],
  ['a', 1],
  ['a', -1],
  ['a', 2_147_483_648],
  ['\u0000', 1],
  ['a\u0000b', 1],
  ['\uD800', 1],
  ["' or true --", 1],
  ['2026-11-24', 1],
  ['2026-13-01', 1],
  ['2026-02-30', 1],
  ['0000-01-01', 1],
  ['9999-12-31', 1],
  ['infinity', 1],
  ['2026-11-24T10:00:00.000000Z', 1],
  ['0000-11-24T10:00:00.000000Z', 1],
  ['9999-12-31T23:59:59.999999Z', 1],
  ['2026-02-30T10:00:00.000000Z', 1],
  ['2026-11-24T24:00:00.000000Z', 1],
  ['now', 1],
  ['x'.repeat(300), 1],
];

describe.each(Object.entries(LISTS))('%s', (_name, list) => {
  test('answers whatever cursor it is sent with a page or with STALE_CURSOR, never with a fault', async () => {
    let refused = 0;
    for (const value of VALUES) {
      const cursor = Buffer.from(JSON.stringify(value)).toString('base64url');
      const outcome = await list(cursor).then(
        ({ rows }) => (rows.length <= 100 ? 'a page' : 'too much'),
        (error: { code?: string; cause?: { code?: string } }) => error.cause?.code ?? error.code,
      );
      expect([JSON.stringify(value), outcome]).toEqual([
        JSON.stringify(value),
        expect.stringMatching(/^(?:a page|STALE_CURSOR)$/),
      ]);
      if (outcome === 'STALE_CURSOR') refused += 1;
    }
    expect(refused).toBeGreaterThan(20);
  });

  test('refuses what is no cursor at all', async () => {
    for (const cursor of ['', 'x', '%', 'null', '\u0000', encodeCursor(['a', 1]).slice(1)]) {
      await expect(list(cursor)).rejects.toMatchObject({ cause: { code: 'STALE_CURSOR' } });
    }
    await expect(list('x'.repeat(501))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
