import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { walk } from '../http/walk.ts';
import { payCardPayment } from '../platform/card-payment-rows.ts';
import { anOrganisation, setStatus } from './an-organisation.ts';

let books: Books;
let agent: StaffActor;
let mine: OrganisationReference;
let other: OrganisationReference;
let invoiceNumber: string;
let payment: { readonly id: string; readonly reference: string };
beforeAll(async () => {
  books = await openBooks();
  agent = await books.staff('agent');
  mine = await anOrganisation(books, { name: 'Mine' });
  other = await anOrganisation(books, { name: 'Other' });
  invoiceNumber = (await books.invoice(mine, 9200, 4600)).number;
  await books.invoice(other, 2300);
  books.clock.advance({ minutes: 1 });
  payment = await payCardPayment(books, invoiceNumber, agent);
  books.clock.advance({ minutes: 1 });
  await setStatus(books, mine, 'closed', 'Merged');
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const timeline = (reference: OrganisationReference, limit = 100, cursor: string | null = null) =>
  desk(books, agent).organisations.timeline({ reference, limit, cursor });

test('an organisation’s own events, newest first, in sentences with who, when and what they point at', async () => {
  const { rows } = await timeline(mine);
  expect(rows.slice(0, 4).map(({ at, kind, sentence }) => ({ at, kind, sentence }))).toEqual(
    [
      ['organisation.change-approved', 'Changed, as approved: status from active to closed: Merged'],
      ['approval.approved', `Approved: Change status of ${mine}`],
      ['approval.requested', `Sent for approval: Change status of ${mine}`],
      ['organisation.change-asked', 'Asked to change status from active to closed: Merged'],
    ].map(([kind, sentence]) => ({ at: '2026-11-24T10:02:00.000Z', kind, sentence })),
  );
  expect(rows.slice(4).map(({ id: _id, ...row }) => row)).toEqual([
    {
      ...{ at: '2026-11-24T10:01:00.000Z', who: 'Counterfoil', kind: 'card-payment.paid', amount: 13_800 },
      sentence: `Paid: card payment ${payment.reference} of £138.00, accounting day 24 November 2026`,
      ...{ invoiceNumber: null, paymentReference: payment.reference, attemptId: payment.id },
    },
    {
      ...{ at: '2026-11-24T10:01:00.000Z', who: agent.name, kind: 'card-payment.started', amount: 13_800 },
      sentence: `Started card payment ${payment.reference} of £138.00 for 2 LPAs on ${invoiceNumber}`,
      ...{ invoiceNumber: null, paymentReference: payment.reference, attemptId: payment.id },
    },
    {
      ...{ at: '2026-11-24T10:00:00.000Z', who: 'Counterfoil', kind: 'invoice.issued', amount: 13_800 },
      sentence: `Invoice ${invoiceNumber} issued: 2 LPAs, £138.00, due 24 December 2026`,
      ...{ invoiceNumber, paymentReference: null, attemptId: null },
    },
    {
      ...{ at: '2026-11-24T10:00:00.000Z', who: 'Counterfoil', kind: 'organisation.created', amount: null },
      sentence: `Organisation ${mine} opened: Mine`,
      ...{ invoiceNumber: null, paymentReference: null, attemptId: null },
    },
  ]);
});

test('pages of it hold every event once, also those of the same moment', async () => {
  const whole = (await timeline(mine)).rows;
  for (const limit of [1, 2, 3, 4]) {
    const pages = await walk((cursor) => timeline(mine, limit, cursor));
    expect(pages.flat()).toEqual(whole);
  }
});

test('nothing of another organisation is on it', async () => {
  const { rows } = await timeline(other);
  expect(rows.map(({ kind }) => kind)).toEqual(['invoice.issued', 'organisation.created']);
});

test('of an organisation that is not there it is empty', async () => {
  expect(await timeline('ORG104233K' as OrganisationReference)).toEqual({ rows: [], nextCursor: null });
});

test('an event of a kind that this version does not know is shown by its kind', async () => {
  await books.rows(
    `insert into audit_event (at, actor, kind, organisation_id, subject, data, request_id)
     select '2026-11-25T10:00:00Z', 'A later version', 'bill-run.finished', id, 'x', '{"amount": 5}', ?::uuid
     from organisation where reference = ?`,
    [randomUUID(), other],
  );
  const { rows } = await timeline(other, 1);
  expect(rows).toMatchObject([{ kind: 'bill-run.finished', sentence: 'bill-run.finished', amount: 5 }]);
});
