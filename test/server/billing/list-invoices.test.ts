import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { walk } from '../http/walk.ts';
import { anOrganisation } from '../organisations/an-organisation.ts';
import { payCardPayment, placeAwaitingCard } from '../platform/card-payment-rows.ts';

let books: Books;
let agent: StaffActor;
let colleague: StaffActor;
let mine: OrganisationReference;
/** Numbers, oldest first; every third is paid. */
const issued: string[] = [];
const paid: string[] = [];
beforeAll(async () => {
  books = await openBooks();
  [agent, colleague] = [await books.staff('agent'), await books.staff('agent')];
  mine = await anOrganisation(books, { name: 'Mine' });
  const other = await anOrganisation(books, { name: 'Other' });
  for (let at = 0; at < 12; at += 1) {
    const invoice = await books.invoice(mine, 9200, 4600);
    issued.push(invoice.number);
    if (at % 3 === 2) {
      await payCardPayment(books, invoice.number, agent);
      paid.push(invoice.number);
    }
    await books.invoice(other, 2300);
    // Three a day, so that the order within a day is up to the id.
    if (at % 3 === 1) books.clock.advance({ minutes: 24 * 60 });
  }
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const list = (show: 'open' | 'all', limit = 100, cursor: string | null = null) =>
  desk(books, agent).billing.listInvoices({ organisation: mine, show, limit, cursor });

test.each([1, 2, 5, 12, 200])('pages of %d hold every bill once: all of them newest first', async (limit) => {
  const pages = await walk((cursor) => list('all', limit, cursor));
  expect(pages.flat().map(({ number }) => number)).toEqual(issued.toReversed());
});

test.each([1, 3, 8])('pages of %d hold every open bill once, oldest first', async (limit) => {
  const open = issued.filter((number) => !paid.includes(number));
  const pages = await walk((cursor) => list('open', limit, cursor));
  expect(pages.flat().map(({ number }) => number)).toEqual(open);
  expect(pages.flat().every(({ outstanding, status }) => outstanding > 0 && status !== 'paid')).toBe(true);
});

test('of an organisation that is not there the list is empty', async () => {
  const none = desk(books, agent).billing.listInvoices({ organisation: 'ORG104233K' as OrganisationReference });
  expect(await none).toEqual({ rows: [], nextCursor: null });
});

test('a bill that was paid, one that was paid in part, one untouched', async () => {
  const organisation = await anOrganisation(books);
  const [whole, part, untouched] = [
    await books.invoice(organisation, 9200),
    await books.invoice(organisation, 9200, 4600),
    await books.invoice(organisation, 2300),
  ];
  await payCardPayment(books, whole.number, agent);
  await payCardPayment(books, part.number, agent, { firstLineOnly: true });
  const { rows } = await desk(books, agent).billing.listInvoices({ organisation, show: 'all' });
  const standing = rows.map(({ number, total, paid, outstanding, status }) => ({
    number,
    total,
    paid,
    outstanding,
    status,
  }));
  expect(standing).toEqual([
    { number: untouched.number, total: 2300, paid: 0, outstanding: 2300, status: 'open' },
    { number: part.number, total: 13_800, paid: 9200, outstanding: 4600, status: 'part-paid' },
    { number: whole.number, total: 9200, paid: 9200, outstanding: 0, status: 'paid' },
  ]);
  books.clock.advance({ minutes: 60 * 24 * 60 });
  const later = await desk(books, agent).billing.listInvoices({ organisation, show: 'all' });
  expect(later.rows.map(({ status }) => status)).toEqual(['overdue', 'overdue', 'paid']);
});

describe('while somebody takes a card payment', () => {
  test('the bill and its line say who, since when, under which reference, and whether it is the reader', async () => {
    const organisation = await anOrganisation(books);
    const [free, held] = [await books.invoice(organisation, 9200), await books.invoice(organisation, 9200)];
    const payment = await placeAwaitingCard(books, held.number, colleague);
    const beingPaid = {
      ...{ attemptId: payment.id, paymentReference: payment.reference, by: colleague.name },
      since: books.clock.now().toISOString(),
    };
    for (const reader of [agent, colleague]) {
      const expected = { ...beingPaid, mine: reader === colleague };
      const { billing } = desk(books, reader);
      const { rows } = await billing.listInvoices({ organisation });
      expect(rows).toMatchObject([
        { number: free.number, beingPaid: null },
        { number: held.number, beingPaid: expected, outstanding: 9200 },
      ]);
      expect(await billing.getInvoice({ number: held.number })).toMatchObject({ beingPaid: expected });
      expect((await billing.listInvoiceLines({ number: held.number })).rows).toMatchObject([{ beingPaid: expected }]);
      expect((await billing.listInvoiceLines({ number: free.number })).rows).toMatchObject([{ beingPaid: null }]);
    }
  });
});

test('an invoice is shown with its organisation and what each kind of fee comes to', async () => {
  const organisation = await anOrganisation(books, { name: 'Mixed Fees' });
  const issuedMixed = await books.invoice(organisation, 9200, 0, 9200, 4600, 0);
  const invoice = await desk(books, agent).billing.getInvoice({ number: issuedMixed.number });
  expect(invoice).toMatchObject({
    ...{ number: issuedMixed.number, total: 23_000, lineCount: 5, issuedAt: books.clock.now().toISOString() },
    organisation: { reference: organisation, name: 'Mixed Fees' },
    feeTotals: [
      { feeKind: 'exempt', lines: 2, amount: 0 },
      { feeKind: 'full', lines: 3, amount: 23_000 },
    ],
  });
});

test('an invoice that is not there is not found, nor are its lines', async () => {
  const { billing } = desk(books, agent);
  const number = 'LP26999999S' as never;
  for (const call of [billing.getInvoice({ number }), billing.listInvoiceLines({ number })]) {
    await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^(?:NOT_FOUND|BAD_REQUEST)$/) });
  }
});
