import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chaseInvoices, issueInvoice, type SendingDeps } from '../../../../server/billing/index.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand, runSystemChange } from '../../../../server/platform/run-command.ts';
import type { InvoiceNumber, OrganisationReference } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { asIfApproved } from '../../../support/as-if-approved.ts';
import { aLine, expectBooksInOrder, type Books } from '../../../support/books.ts';
import { readPdfTexts } from '../../../support/read-pdf.ts';
import { openPostRoom, type PostRoom } from '../../correspondence/post-room.ts';
import { desk } from '../../http/desk.ts';
import { TEST_SENDER } from '../../http/http-under-test.ts';
import { connect, NO_PRIVILEGE, refusalOf } from '../../platform/connected.ts';
import { moveTo, payCardPayment, placeAwaitingCard } from '../../platform/card-payment-rows.ts';

/** Issued on Monday 3 August 2026, so due on Wednesday 2 September; 31 August is a bank holiday. */
const ISSUED = '2026-08-03T10:00:00.000Z';

let room: PostRoom;
let books: Books;
let deps: SendingDeps;
let finance: StaffActor;
let server: Client;
beforeAll(async () => {
  room = await openPostRoom();
  books = room.books;
  deps = { sender: TEST_SENDER, log: room.deps.log, jobs: { enqueue: async () => undefined } };
  books.clock.set(ISSUED);
  finance = await books.staff('finance');
  server = await connect(books.database.serverUrl);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await server.end();
  await room.close();
});

async function chaseOn(day: string): Promise<void> {
  books.clock.set(`${day}T10:00:00.000Z`);
  await chaseInvoices(books.system, deps);
}

async function owing(...amounts: number[]): Promise<{ organisation: OrganisationReference; number: InvoiceNumber }> {
  books.clock.set(ISSUED);
  const organisation = await books.organisation();
  const lines = amounts.map((amount) => aLine(amount, { registeredOn: localDate('2026-07-20') }));
  const input = { commandId: randomUUID(), organisation, lines };
  const { number } = await runCommand(books.system, 'billing.issueInvoice', input, issueInvoice);
  return { organisation, number };
}

async function stepsOf(number: InvoiceNumber): Promise<string[]> {
  const rows = await books.rows<{ step: string; outcome: string }>(
    `select chase.step, outcome from chase join invoice on invoice.id = invoice_id
     join chasing_step on chasing_step.step = chase.step where number = ? order by place`,
    [number],
  );
  return rows.map(({ step, outcome }) => `${step} ${outcome}`);
}
const subjectsAbout = async (number: InvoiceNumber): Promise<string[]> =>
  (
    await books.rows<{ subject: string }>('select subject from message where about = ? order by id', [
      `invoice:${number}`,
    ])
  ).map(({ subject }) => subject);
/** Sessions end with the day; the desk of these tests does not ask. */
const chasing = () => desk(books, finance).chasing;

test('a reminder three working days before, demands five and fifteen after, then a referral: each on its day and once', async () => {
  const { number } = await owing(9200);
  await chaseOn('2026-08-26');
  expect(await stepsOf(number)).toEqual([]);
  await chaseOn('2026-08-27');
  expect(await stepsOf(number)).toEqual(['before-due sent']);
  await chaseOn('2026-08-28');
  await chaseOn('2026-09-08');
  expect(await subjectsAbout(number)).toEqual([`Invoice ${number} is due soon`]);
  await chaseOn('2026-09-09');
  await chaseOn('2026-09-22');
  expect(await subjectsAbout(number)).toHaveLength(2);
  await chaseOn('2026-09-23');
  await chaseOn('2026-10-06');
  expect(await subjectsAbout(number)).toEqual([
    `Invoice ${number} is due soon`,
    `First demand: invoice ${number} is overdue`,
    `Second demand: invoice ${number} is overdue`,
  ]);
  await chaseOn('2026-10-07');
  await chaseOn('2026-10-08');
  expect(await stepsOf(number)).toEqual(['before-due sent', 'first sent', 'second sent', 'referral referred']);
  expect((await chasing().list({ show: 'referred', limit: 200 })).rows).toContainEqual(
    expect.objectContaining({ number, outstanding: 9200, lastStep: 'Referred to finance' }),
  );
});

test('nothing goes out on a day that is not worked', async () => {
  const { number } = await owing(9200);
  for (const day of ['2026-08-29', '2026-08-30', '2026-08-31']) await chaseOn(day);
  expect(await stepsOf(number)).toEqual([]);
  await chaseOn('2026-09-01');
  expect(await stepsOf(number)).toEqual(['before-due sent']);
});

test('of several steps that are due at once only the furthest is taken, and no reminder comes after the due day', async () => {
  const { number } = await owing(9200);
  await chaseOn('2026-09-03');
  expect(await stepsOf(number)).toEqual([]);
  await chaseOn('2026-09-25');
  expect(await stepsOf(number)).toEqual(['before-due passed-over', 'first passed-over', 'second sent']);
  expect(await subjectsAbout(number)).toHaveLength(1);
});

describe('nothing is sent', () => {
  test('about what is paid', async () => {
    const { number } = await owing(9200);
    await payCardPayment(books, number, await books.staff('agent'));
    await chaseOn('2026-09-10');
    expect(await stepsOf(number)).toEqual([]);
  });

  test('while somebody is paying it, and it goes on when they did not', async () => {
    const { number } = await owing(9200);
    const attempt = await placeAwaitingCard(books, number, await books.staff('agent'));
    await chaseOn('2026-09-10');
    expect(await stepsOf(number)).toEqual([]);
    expect(await chasing().get({ number })).toMatchObject({ stoppedBy: 'being-paid' });
    await runSystemChange(books.system, {}, ({ tx }) => moveTo(tx, attempt.id, 'expired'));
    await chaseOn('2026-09-10');
    expect(await stepsOf(number)).toContain('first sent');
  });

  test.each(['on-hold', 'closed'] as const)('to an organisation that is %s', async (status) => {
    const { organisation, number } = await owing(9200);
    await asIfApproved(
      books.database,
      `update organisation set status = $1, status_reason = 'A reason' where reference = $2`,
      [status, organisation],
    );
    await chaseOn('2026-09-10');
    expect(await stepsOf(number)).toEqual([]);
    expect(await chasing().get({ number })).toMatchObject({ stoppedBy: status });
  });

  test('while it is held, up to and with the day; then it goes on', async () => {
    const { number } = await owing(9200);
    books.clock.set('2026-09-04T10:00:00.000Z');
    const until = localDate('2026-09-11');
    await chasing().hold({ commandId: randomUUID(), number, until, reason: 'They say two LPAs are not theirs' });
    expect(await chasing().get({ number })).toMatchObject({ stoppedBy: 'held', hold: { until, by: finance.name } });
    await chaseOn('2026-09-11');
    expect(await stepsOf(number)).toEqual([]);
    expect((await chasing().list({ show: 'held', limit: 200 })).rows.map((row) => row.number)).toContain(number);
    await chaseOn('2026-09-14');
    expect(await stepsOf(number)).toEqual(['before-due passed-over', 'first sent']);
    await chasing().hold({ commandId: randomUUID(), number, until: localDate('2026-10-30'), reason: 'Again' });
    expect((await chasing().get({ number })).pastHolds).toMatchObject([{ until, liftedBecause: 'Its day had passed' }]);
  });
});

describe('a hold', () => {
  const until = localDate('2026-09-30');
  const place = (number: InvoiceNumber, changes = {}) =>
    chasing().hold({ commandId: randomUUID(), number, until, reason: 'Disputed', ...changes });

  test('is placed once, is lifted once, and both are in the audit trail', async () => {
    const { number } = await owing(9200);
    books.clock.set('2026-09-04T10:00:00.000Z');
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => place(number)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(place(number)).rejects.toThrow('INVOICE_HELD_ALREADY');
    const lift = () => chasing().lift({ commandId: randomUUID(), number, reason: 'Settled by phone' });
    await lift();
    await expect(lift()).rejects.toThrow('INVOICE_NOT_HELD');
    const events = await books.rows<{ kind: string }>(
      `select kind from audit_event where subject = ? and kind like 'invoice.h%' order by id`,
      [`invoice:${number}`],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['invoice.held', 'invoice.hold-lifted']);
  });

  test('is refused for the past, for too long, for what is paid, for no such invoice and with a card number', async () => {
    const { number } = await owing(9200);
    books.clock.set('2026-09-04T10:00:00.000Z');
    await expect(place(number, { until: localDate('2026-09-04') })).rejects.toThrow('HOLD_UNTIL_REFUSED');
    await expect(place(number, { until: localDate('2027-09-30') })).rejects.toThrow('HOLD_UNTIL_REFUSED');
    await expect(place(number, { reason: 'Card 4444 3333 2222 1111' })).rejects.toThrow('TEXT_HOLDS_CARD_NUMBER');
    await payCardPayment(books, number, await books.staff('agent'));
    await expect(place(number)).rejects.toThrow('NOTHING_DUE');
  });

  test('is not for who only reads, and its row changes in nothing but that it is lifted', async () => {
    const { number } = await owing(9200);
    books.clock.set('2026-09-04T10:00:00.000Z');
    const agent = await books.staff('agent');
    const input = { commandId: randomUUID(), number, until, reason: 'Disputed' };
    await expect(desk(books, agent).chasing.hold(input)).rejects.toThrow('FORBIDDEN');
    await place(number);
    expect(await refusalOf(server, `update invoice_hold set reason = 'Another'`)).toMatchObject({ code: NO_PRIVILEGE });
    expect(await refusalOf(server, 'delete from invoice_hold')).toMatchObject({ code: NO_PRIVILEGE });
    expect(await refusalOf(server, 'delete from chase')).toMatchObject({ code: NO_PRIVILEGE });
  });
});

test('three copies that chase at once take each step once', async () => {
  const made = [];
  for (let count = 0; count < 6; count += 1) made.push(await owing(9200));
  books.clock.set('2026-09-10T10:00:00.000Z');
  await Promise.all([1, 2, 3].map(() => chaseInvoices(books.system, deps)));
  for (const { number } of made) {
    expect(await stepsOf(number)).toEqual(['before-due passed-over', 'first sent']);
    expect(await subjectsAbout(number)).toHaveLength(1);
  }
});

test('by letter where there is no e-mail address, in words that say what is owed and how to pay', async () => {
  const { organisation, number } = await owing(9200, 4600);
  await asIfApproved(books.database, `update organisation set contact_email = '' where reference = $1`, [organisation]);
  await chaseOn('2026-09-10');
  const [message] = await books.rows<{ channel: string; bytes: Buffer }>(
    `select channel, bytes from message join correspondence_document document on document.id = document_id where about = ?`,
    [`invoice:${number}`],
  );
  expect(message?.channel).toBe('letter');
  const [page = ''] = await readPdfTexts(Buffer.from(message?.bytes ?? ''));
  for (const said of [
    `First demand: invoice ${number} is overdue`,
    '£138.00 has not been paid',
    `payment reference ${number}`,
    'was due on 2 September 2026',
    '1 Market Street',
  ]) {
    expect(page).toContain(said);
  }
});

test('the record says what was done and what comes when, as evidence of how much was owed', async () => {
  const { number } = await owing(9200);
  await chaseOn('2026-09-10');
  const { steps, stoppedBy } = await chasing().get({ number });
  expect(stoppedBy).toBeNull();
  expect(steps).toMatchObject([
    { step: 'before-due', on: '2026-08-27', done: { outcome: 'passed-over' } },
    { step: 'first', on: '2026-09-09', done: { outcome: 'sent', owed: 9200 } },
    { step: 'second', on: '2026-09-23', done: null },
    { step: 'referral', on: '2026-10-07', done: null },
  ]);
});
