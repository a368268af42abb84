import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { organisationReference, type OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { payCardPayment } from '../platform/card-payment-rows.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { anOrganisation, setStatus } from './an-organisation.ts';

let books: Books;
let actor: StaffActor;
let organisation: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  actor = await books.staff('agent');
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});
beforeEach(async () => {
  books.clock.set('2027-06-01T10:00:00.000Z');
  organisation = await anOrganisation(books, { creditTermsDays: 30 });
});

/** London is an hour ahead of UTC in June: the due day, 1 July, ends at 23:00 UTC. */
const LAST_MOMENT = '2027-07-01T22:59:59.999Z';
const NEXT_DAY = '2027-07-01T23:00:00.000Z';

const get = () => desk(books, actor).organisations.get({ reference: organisation });
const bills = async () => (await desk(books, actor).billing.listInvoices({ organisation, show: 'all' })).rows;
const invoice = (...pence: number[]) => books.invoice(organisation, ...pence);

test('one that was never billed owes nothing', async () => {
  expect(await get()).toMatchObject({
    ...{ reference: organisation, name: 'Harrow & Pike Solicitors', creditTermsDays: 30, statusReason: null },
    ...{ addressLines: ['1 Market Street'], billingContact: { name: 'A Contact', email: 'accounts@example.com' } },
    ...{ balance: { receivable: 0, overdue: 0, credit: 0 }, openInvoices: 0 },
  });
});

test('one that is not there is not found', async () => {
  const reference = organisationReference(999_999);
  await expect(desk(books, actor).organisations.get({ reference })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

describe('a bill', () => {
  test('is due until its due day has ended in London, and overdue from then on', async () => {
    await invoice(9200);
    books.clock.set(LAST_MOMENT);
    expect(await get()).toMatchObject({ balance: { receivable: 9200, overdue: 0 } });
    expect(await bills()).toMatchObject([{ dueOn: '2027-07-01', status: 'open', daysOverdue: 0 }]);
    books.clock.set(NEXT_DAY);
    expect(await get()).toMatchObject({ balance: { receivable: 9200, overdue: 9200 } });
    expect(await bills()).toMatchObject([{ status: 'overdue', daysOverdue: 1 }]);
    books.clock.set('2027-10-31T12:00:00.000Z');
    expect(await bills()).toMatchObject([{ status: 'overdue', daysOverdue: 122 }]);
  });

  test('that is paid is never overdue', async () => {
    const paid = await invoice(9200);
    await payCardPayment(books, paid.number, actor);
    await invoice(4600);
    books.clock.set(NEXT_DAY);
    expect(await get()).toMatchObject({ balance: { receivable: 4600, overdue: 4600 }, openInvoices: 1 });
    expect(await bills()).toMatchObject([
      { status: 'overdue', outstanding: 4600 },
      { status: 'paid', outstanding: 0, daysOverdue: 0 },
    ]);
  });

  test('that costs nothing is paid from the start', async () => {
    await invoice(0, 0);
    books.clock.set(NEXT_DAY);
    expect(await get()).toMatchObject({ balance: { receivable: 0, overdue: 0 }, openInvoices: 0 });
    expect(await bills()).toMatchObject([{ status: 'paid', total: 0, lineCount: 2 }]);
  });

  test('of a later day is not overdue yet when an earlier one is', async () => {
    await invoice(9200);
    books.clock.set('2027-06-02T10:00:00.000Z');
    await invoice(4600);
    books.clock.set('2027-07-02T10:00:00.000Z');
    expect(await get()).toMatchObject({ balance: { receivable: 13_800, overdue: 9200 }, openInvoices: 2 });
  });
});

describe('its status', () => {
  const YES = { allowed: true };

  test('active: everything may be done', async () => {
    expect(await get()).toMatchObject({ status: 'active', allowed: { takeCardPayment: YES, issueInvoice: YES } });
  });

  test('on hold: nothing may, and the reason that staff gave is the reason why not', async () => {
    await setStatus(books, organisation, 'on-hold', 'A fraud is looked into');
    const no = { allowed: false, reason: 'This organisation is on hold: A fraud is looked into' };
    expect(await get()).toMatchObject({
      ...{ status: 'on-hold', statusReason: 'A fraud is looked into' },
      allowed: { takeCardPayment: no, issueInvoice: no },
    });
    await expect(invoice(9200)).rejects.toMatchObject({
      code: 'ORGANISATION_ON_HOLD',
      details: { organisation, reason: 'A fraud is looked into' },
    });
  });

  test('closed: last bills may still be paid, and no new ones are issued', async () => {
    await setStatus(books, organisation, 'closed', 'Merged with another');
    const no = { allowed: false, reason: 'This organisation is closed: Merged with another' };
    expect(await get()).toMatchObject({ allowed: { takeCardPayment: YES, issueInvoice: no } });
    await expect(invoice(9200)).rejects.toMatchObject({ code: 'ORGANISATION_CLOSED' });
  });

  test('active again: everything may be done again', async () => {
    await setStatus(books, organisation, 'on-hold', 'A question');
    await setStatus(books, organisation, 'active', null);
    expect(await get()).toMatchObject({ status: 'active', statusReason: null, allowed: { issueInvoice: YES } });
    await expect(invoice(9200)).resolves.toMatchObject({ total: 9200 });
  });

  test('is never anything but active without a reason', async () => {
    await expect(setStatus(books, organisation, 'on-hold', null)).rejects.toMatchObject({ code: '23514' });
    await expect(setStatus(books, organisation, 'on-hold', '')).rejects.toMatchObject({ code: '23514' });
  });
});
