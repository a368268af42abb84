import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { priceFor } from '../../../server/billing/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { addDays, localDate, type LocalDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { act, anOrder, approveOrder, as, draft, sendBack, sent } from './a-fee-order.ts';

let books: Books;
let priya: StaffActor;
let margaret: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  priya = await books.staff('finance');
  margaret = await books.staff('finance-manager');
  await books.invoice(await books.organisation(), 9200, 9200);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

let day = localDate('2027-04-01');
/** A day that no other test's Order begins on. */
const aDay = (): LocalDate => (day = addDays(day, 10));

const priceOn = async (on: LocalDate) => (await priceFor(books.orm.em.fork(), 'full', on))?.amount;
const get = (feeOrderId: number) => as(books, priya).fees.get({ feeOrderId });

describe('an Order', () => {
  test('prices nothing until a second person has approved it, and then from its day on', async () => {
    const effectiveFrom = aDay();
    const feeOrderId = await sent(books, priya, { effectiveFrom });
    expect(await priceOn(effectiveFrom)).toBe(9200);
    await approveOrder(books, margaret, feeOrderId);
    expect([await priceOn(addDays(effectiveFrom, -1)), await priceOn(effectiveFrom)]).toEqual([9200, 9800]);
    expect(await get(feeOrderId)).toMatchObject({
      ...{ state: 'approved', when: 'coming', approvedBy: margaret.name, draftedBy: priya.name },
      ...{ acts: ['ask-to-cancel'], earlierPrices: [{ amount: 9200 }, { amount: 4600 }, { amount: 4600 }, {}] },
    });
    await as(books, priya).fees.askToCancel({ ...act(feeOrderId), reason: 'Withdrawn by Parliament' });
    expect(await priceOn(effectiveFrom)).toBe(9800);
    await approveOrder(books, margaret, feeOrderId);
    expect(await priceOn(effectiveFrom)).toBe(9200);
    expect(await get(feeOrderId)).toMatchObject({ state: 'cancelled', when: null, acts: [] });
  });

  test('is shown to its approver with old and new prices and what the rehearsal found', async () => {
    const effectiveFrom = aDay();
    const feeOrderId = await sent(books, priya, { effectiveFrom });
    const { approvalId } = await get(feeOrderId);
    const { summary, link, editors } = await as(books, margaret).approvals.get({ approvalId: approvalId ?? 0 });
    expect(summary.map(({ label }) => label)).toEqual([
      ...['Order', 'Citation', 'LPAs received from', 'Full fee', 'Half fee', 'Repeat fee', 'Quarter fee'],
      ...['Rehearsed on', 'Without it', 'First quarter', 'Later quarters'],
    ]);
    expect(summary).toContainEqual({ label: 'Full fee', value: '£98.00, was £92.00' });
    expect([link, editors]).toEqual([`/fees/${feeOrderId}`, []]);
  });

  test('cannot be approved by whoever drafted, edited or sent it', async () => {
    const [drafter, editor] = [await books.staff('finance-manager'), await books.staff('finance-manager')];
    const effectiveFrom = aDay();
    const feeOrderId = await draft(books, drafter, { effectiveFrom });
    await as(books, editor).fees.edit({
      ...act(feeOrderId),
      version: 1,
      ...anOrder({ effectiveFrom, title: 'Edited' }),
    });
    await as(books, margaret).fees.rehearse(act(feeOrderId));
    await as(books, margaret).fees.send(act(feeOrderId));
    for (const actor of [drafter, editor, margaret]) {
      await expect(approveOrder(books, actor, feeOrderId)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    }
    await approveOrder(books, await books.staff('finance-manager'), feeOrderId);
  });

  test('that is edited while it waits goes back to draft, and has to be rehearsed and sent again', async () => {
    const effectiveFrom = aDay();
    const feeOrderId = await sent(books, priya, { effectiveFrom });
    const prices = { ...anOrder().prices, full: pence(9900) };
    await as(books, priya).fees.edit({ ...act(feeOrderId), version: 1, ...anOrder({ effectiveFrom, prices }) });
    expect(await get(feeOrderId)).toMatchObject({
      ...{ state: 'draft', approvalId: null, rehearsal: { isCurrent: false } },
      remarks: [
        'The half fee of £49.00 is not half of the full fee of £99.00.',
        'The repeat fee of £49.00 is not half of the full fee of £99.00.',
      ],
    });
    await expect(as(books, priya).fees.send(act(feeOrderId))).rejects.toMatchObject({
      message: 'FEE_ORDER_NOT_REHEARSED',
    });
    const voided = await books.rows(`select from approval where subject_id = ? and state = 'voided'`, [
      String(feeOrderId),
    ]);
    expect(voided).toHaveLength(1);
  });

  test('that is sent back says why, until it is sent again', async () => {
    const feeOrderId = await sent(books, priya, { effectiveFrom: aDay() });
    await sendBack(books, margaret, feeOrderId, 'The citation is of last year');
    expect(await get(feeOrderId)).toMatchObject({
      ...{ state: 'draft', sentBack: { by: margaret.name, reason: 'The citation is of last year' } },
    });
    await as(books, priya).fees.send(act(feeOrderId));
    expect(await get(feeOrderId)).toMatchObject({ state: 'awaiting-approval', sentBack: null });
    await as(books, priya).fees.takeBack(act(feeOrderId));
    expect(await get(feeOrderId)).toMatchObject({ state: 'draft', approvalId: null });
  });

  test('whose summary would be another by now is not approved but goes back to draft', async () => {
    const effectiveFrom = aDay();
    const later = await sent(books, priya, { effectiveFrom: addDays(effectiveFrom, 2) });
    const prices = { full: pence(10_000), half: pence(5_000), repeat: pence(5_000), quarter: pence(2_500) };
    const earlier = await sent(books, priya, { effectiveFrom, prices });
    await approveOrder(books, margaret, earlier);
    await expect(approveOrder(books, margaret, later)).rejects.toMatchObject({ code: 'APPROVAL_SUBJECT_CHANGED' });
    expect(await get(later)).toMatchObject({ state: 'draft', approvalId: null, rehearsal: { isCurrent: false } });
    await expect(as(books, priya).fees.send(act(later))).rejects.toMatchObject({ message: 'FEE_ORDER_NOT_REHEARSED' });
    await as(books, priya).fees.rehearse(act(later));
    await as(books, priya).fees.send(act(later));
    await approveOrder(books, margaret, later);
  });
});

describe('refused are', () => {
  const refusal = (code: string) => ({ message: code });

  test('a second Order on the same day, until the first is dropped', async () => {
    const effectiveFrom = aDay();
    const first = await draft(books, priya, { effectiveFrom });
    await expect(draft(books, priya, { effectiveFrom })).rejects.toMatchObject(refusal('FEE_ORDER_DATE_TAKEN'));
    await as(books, priya).fees.cancel({ ...act(first), reason: 'Entered twice' });
    await draft(books, priya, { effectiveFrom });
  });

  test('an Order that begins on or before the last day billed by: 1 July 2026', async () => {
    await expect(draft(books, priya, { effectiveFrom: localDate('2026-07-01') })).rejects.toMatchObject(
      refusal('FEE_ORDER_BEGINS_TOO_EARLY'),
    );
    const tomorrow = await draft(books, priya, { effectiveFrom: localDate('2026-07-02') });
    await as(books, priya).fees.cancel({ ...act(tomorrow), reason: 'Only tried' });
  });

  test('an edit of what somebody else has edited since', async () => {
    const effectiveFrom = aDay();
    const feeOrderId = await draft(books, priya, { effectiveFrom });
    const edit = () => as(books, priya).fees.edit({ ...act(feeOrderId), version: 1, ...anOrder({ effectiveFrom }) });
    await edit();
    await expect(edit()).rejects.toMatchObject(refusal('FEE_ORDER_CHANGED'));
  });

  test('acts that the state does not know', async () => {
    const feeOrderId = await draft(books, priya, { effectiveFrom: aDay() });
    for (const name of ['takeBack', 'askToCancel'] as const) {
      const input = { ...act(feeOrderId), ...(name === 'askToCancel' && { reason: 'Why' }) };
      await expect((as(books, priya).fees[name] as (given: object) => Promise<unknown>)(input)).rejects.toMatchObject(
        refusal('FEE_ORDER_STATE_FORBIDS'),
      );
    }
    await expect(as(books, priya).fees.get({ feeOrderId: 999_999 })).rejects.toMatchObject(
      refusal('FEE_ORDER_NOT_FOUND'),
    );
  });

  test('cancelling an Order that has priced what is billed', async () => {
    const [used] = await books.rows<{ id: number }>(`select id from fee_order where effective_from = '2025-11-17'`);
    expect(await get(used?.id ?? 0)).toMatchObject({ when: 'now', acts: [] });
    await expect(as(books, priya).fees.askToCancel({ ...act(used?.id ?? 0), reason: 'A try' })).rejects.toMatchObject(
      refusal('FEE_ORDER_IN_USE'),
    );
  });

  test('a card number in its title, and prices of nothing or of fractions', async () => {
    await expect(draft(books, priya, { title: '4444 3333 2222 1111' })).rejects.toMatchObject(
      refusal('TEXT_HOLDS_CARD_NUMBER'),
    );
    for (const full of [0, -1, 91.5, 10_000_000]) {
      const prices = { ...anOrder().prices, full } as ReturnType<typeof anOrder>['prices'];
      await expect(
        as(books, priya).fees.draft({ commandId: randomUUID(), ...anOrder(), prices }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });
});

test('an Order whose day was billed by while it waited does not come into force', async () => {
  const own = await openBooks();
  try {
    const [asker, approver] = [await own.staff('finance'), await own.staff('finance-manager')];
    const feeOrderId = await sent(own, asker, { effectiveFrom: localDate('2026-06-30') });
    await own.invoice(await own.organisation(), 9200);
    await expect(approveOrder(own, approver, feeOrderId)).rejects.toMatchObject({ code: 'FEE_ORDER_BEGINS_TOO_EARLY' });
    expect(await as(own, asker).fees.get({ feeOrderId })).toMatchObject({ state: 'awaiting-approval' });
  } finally {
    await own.close();
  }
});

test('the history since 2007 is there, newest first, with what is in force today', async () => {
  const own = await openBooks();
  try {
    const { rows } = await as(own, await own.staff('agent')).fees.list({});
    expect(rows.map(({ effectiveFrom, effectiveBefore, when }) => [effectiveFrom, effectiveBefore, when])).toEqual([
      ['2025-11-17', null, 'now'],
      ['2017-04-01', '2025-11-17', 'past'],
      ['2013-10-01', '2017-04-01', 'past'],
      ['2011-10-01', '2013-10-01', 'past'],
      ['2009-04-01', '2011-10-01', 'past'],
      ['2007-10-01', '2009-04-01', 'past'],
    ]);
    const on = await as(own, await own.staff('agent')).fees.pricesOn({ receivedOn: localDate('2012-05-05') });
    expect(on).toMatchObject({ order: {}, prices: [{ amount: 13_000 }, { amount: 6_500 }, { amount: 6_500 }, {}] });
    expect(
      await as(own, await own.staff('agent')).fees.pricesOn({ receivedOn: localDate('2007-09-30') }),
    ).toMatchObject({
      ...{ order: null, prices: [] },
    });
  } finally {
    await own.close();
  }
});
