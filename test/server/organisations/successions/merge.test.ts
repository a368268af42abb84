import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workOnBillRuns } from '../../../../server/billing/index.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { approveAs, inReview, issue, issuedRun, send } from '../../billing/bill-runs/run-under-test.ts';
import { desk } from '../../http/desk.ts';
import { payCardPayment } from '../../platform/card-payment-rows.ts';
import { connect, refusalOf } from '../../platform/connected.ts';
import { corrected, openFeed, outcomes, registered, type Feed } from '../../usage/feed-under-test.ts';
import { anOrganisation, approveChange } from '../an-organisation.ts';
import { askForMerger, carryOut, holdersOf, merge, passOn } from './a-succession.ts';

let books: Books;
let server: Client;
let feed: Feed;
let clerk: StaffActor;
let old: OrganisationReference;
let survivor: OrganisationReference;
beforeEach(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
  feed = await openFeed(books);
  clerk = await books.staff('finance');
  old = await anOrganisation(books, { name: 'Old LLP' });
  survivor = await anOrganisation(books, { name: 'Survivor LLP' });
});
afterEach(async () => {
  await expectBooksInOrder(books);
  await server.end();
  await books.close();
});

const at = () => desk(books, clerk).organisations;
const get = (reference: OrganisationReference) => at().get({ reference });
const inOctober = (of: OrganisationReference) =>
  registered(of, { receivedOn: '2026-08-03', registeredOn: '2026-10-12' });

describe('a merger', () => {
  test('is agreed by two people and waits for its day; until then nothing is different', async () => {
    const approvalId = await askForMerger(books, clerk, old, survivor, '2026-12-01');
    expect(await get(survivor)).toMatchObject({
      succession: { kind: 'merge', state: 'waiting', effectiveOn: '2026-12-01', approvalId, from: { reference: old } },
    });
    await approveChange(books, approvalId);
    await carryOut(books);
    expect(await get(old)).toMatchObject({ status: 'active', mergedInto: null, succession: { state: 'agreed' } });
    // London's first of December has come; UTC's as well.
    books.clock.set('2026-12-01T00:00:00.000Z');
    await carryOut(books);
    expect(await get(old)).toMatchObject({
      ...{ status: 'closed', statusReason: `Merged into Survivor LLP (${survivor})`, succession: null },
      mergedInto: { reference: survivor },
    });
    expect(await get(survivor)).toMatchObject({ mergedFrom: [{ reference: old, receivable: 0 }] });
  });

  test('takes every registration along that is not billed, and what comes under either reference', async () => {
    const [before, kept] = [inOctober(old), inOctober(survivor)];
    await feed(before, kept);
    await merge(books, clerk, old, survivor);
    expect(await holdersOf(books, before.lpaReference, kept.lpaReference)).toEqual([survivor, survivor]);
    const late = inOctober(old);
    expect(outcomes(await feed(late, { ...late, eventId: randomUUID() }))).toEqual(['accepted', 'duplicate']);
    expect(await holdersOf(books, late.lpaReference)).toEqual([survivor]);
    // Told again as it was told before the merger, and as it is now.
    const again = { ...before, eventId: randomUUID() };
    expect(outcomes(await feed(again, { ...again, eventId: randomUUID(), organisation: survivor }))).toEqual([
      ...['duplicate', 'duplicate'],
    ]);
    expect(outcomes(await feed(corrected(kept.lpaReference, { organisation: old })))).toEqual(['corrected']);
    expect(await holdersOf(books, kept.lpaReference)).toEqual([survivor]);
  });

  test('leaves debts where they were issued: payable to the last penny, and shown beside the survivor', async () => {
    const { number } = await books.invoice(old, 9200, 4600);
    await merge(books, clerk, old, survivor);
    expect(await get(survivor)).toMatchObject({
      ...{ balance: { receivable: 0 }, mergedFrom: [{ reference: old, receivable: 13_800, status: 'closed' }] },
    });
    expect(await get(old)).toMatchObject({ allowed: { takeCardPayment: { allowed: true } } });
    await payCardPayment(books, number, await books.staff('agent'));
    expect(await get(survivor)).toMatchObject({ mergedFrom: [{ reference: old, receivable: 0 }] });
  });

  test('bills the survivor from then on, also for what was registered before', async () => {
    await feed(inOctober(old), inOctober(survivor));
    await merge(books, clerk, old, survivor);
    await issuedRun(books, { drafter: clerk, approver: await books.staff('finance-manager') });
    const bills = `select reference, line_count from invoice join organisation on organisation.id = organisation_id`;
    expect(await books.rows(bills)).toEqual([{ reference: survivor, line_count: 2 }]);
  });

  test('what was on a draft bill then is freed when the run is issued, and passed on in the night', async () => {
    const drafted = inOctober(old);
    await feed(drafted, inOctober(survivor));
    const billRunId = await inReview(books, clerk);
    await approveAs(books, await books.staff('finance-manager'), await send(books, clerk, billRunId));
    await merge(books, clerk, old, survivor);
    expect(await holdersOf(books, drafted.lpaReference)).toEqual([old]);
    await passOn(books);
    expect(await holdersOf(books, drafted.lpaReference)).toEqual([old]);
    await issue(books, clerk, billRunId);
    await workOnBillRuns(books.system);
    await passOn(books);
    expect(await holdersOf(books, drafted.lpaReference)).toEqual([survivor]);
    expect((await at().timeline({ reference: old })).rows[0]?.sentence).toBe(
      `1 LPA not billed yet passed on to ${survivor}, which took over`,
    );
  });

  test('is found by the old reference, the survivor first', async () => {
    await merge(books, clerk, old, survivor);
    const hits = await desk(books, clerk).reports.search({ text: old });
    expect(hits.hits.map(({ organisation }) => organisation)).toEqual([survivor, old]);
  });

  test('of a survivor in turn points those merged into it on: there is no chain', async () => {
    const third = await anOrganisation(books, { name: 'Third LLP' });
    await merge(books, clerk, old, survivor);
    await merge(books, clerk, survivor, third);
    const late = inOctober(old);
    await feed(late);
    expect(await holdersOf(books, late.lpaReference)).toEqual([third]);
    expect((await get(third)).mergedFrom.map(({ reference }) => reference).toSorted()).toEqual(
      [old, survivor].toSorted(),
    );
  });

  test('whose survivor merged before its day goes to whoever took over from that', async () => {
    const third = await anOrganisation(books, { name: 'Third LLP' });
    await approveChange(books, await askForMerger(books, clerk, survivor, third));
    await approveChange(books, await askForMerger(books, clerk, old, third, '2026-12-01'));
    await carryOut(books);
    books.clock.set('2026-12-02T10:00:00.000Z');
    await carryOut(books);
    expect(await get(old)).toMatchObject({ mergedInto: { reference: third } });
  });

  test('can be taken back until its day, and is carried out once', async () => {
    await approveChange(books, await askForMerger(books, clerk, old, survivor, '2026-12-01'));
    await at().takeBackSuccession({ commandId: randomUUID(), reference: old });
    books.clock.set('2026-12-02T10:00:00.000Z');
    await carryOut(books);
    expect(await get(old)).toMatchObject({ status: 'active', succession: null });
    await approveChange(books, await askForMerger(books, clerk, old, survivor, '2026-12-02'));
    await Promise.all([carryOut(books), carryOut(books)]);
    expect(
      (await at().timeline({ reference: survivor })).rows.filter(({ kind }) => kind === 'organisation.merged'),
    ).toHaveLength(1);
    await expect(at().takeBackSuccession({ commandId: randomUUID(), reference: old })).rejects.toMatchObject({
      message: 'APPROVAL_ALREADY_DECIDED',
    });
  });

  test('is dropped, and says so, when one of the two was closed before its day', async () => {
    await approveChange(books, await askForMerger(books, clerk, old, survivor, '2026-12-01'));
    const { approvalId } = await at().askToClose({
      ...{ commandId: randomUUID(), reference: survivor, status: 'closed', reason: 'Ceased trading' },
    });
    await approveChange(books, approvalId);
    books.clock.set('2026-12-01T10:00:00.000Z');
    await carryOut(books);
    expect(await get(old)).toMatchObject({ status: 'active', succession: null, mergedInto: null });
    expect((await at().timeline({ reference: old })).rows[0]?.kind).toBe('organisation.succession-dropped');
  });
});

describe('refused', () => {
  const refused = { message: 'ORGANISATION_SUCCESSION_REFUSED' };

  test('with itself, with one that is closed, from one with branches, and too far away', async () => {
    await expect(askForMerger(books, clerk, old, old)).rejects.toMatchObject(refused);
    await expect(askForMerger(books, clerk, old, survivor, '2028-01-01')).rejects.toMatchObject(refused);
    const branch = await anOrganisation(books);
    await at().setBranchOf({ commandId: randomUUID(), reference: branch, branchOf: old });
    await expect(askForMerger(books, clerk, old, survivor)).rejects.toMatchObject(refused);
    await merge(books, clerk, branch, survivor);
    await expect(askForMerger(books, clerk, branch, survivor)).rejects.toMatchObject(refused);
    await expect(askForMerger(books, clerk, survivor, branch)).rejects.toMatchObject(refused);
  });

  test('round in a circle, or twice, from either end and at once', async () => {
    const waiting = { message: 'ORGANISATION_SUCCESSION_WAITING' };
    const both = await Promise.allSettled([
      askForMerger(books, clerk, old, survivor),
      askForMerger(books, clerk, survivor, old),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject(waiting);
    const third = await anOrganisation(books);
    const [ask] = await books.rows<{ from: OrganisationReference }>(
      `select reference as from from organisation join organisation_succession on from_id = organisation.id`,
    );
    await expect(askForMerger(books, clerk, third, ask?.from ?? old)).rejects.toMatchObject(waiting);
  });

  test('a merged organisation is not opened again', async () => {
    await merge(books, clerk, old, survivor);
    const again = at().askToClose({ commandId: randomUUID(), reference: old, status: 'active', reason: 'Oops' });
    await expect(again).rejects.toMatchObject({ message: 'ORGANISATION_STATUS_FORBIDS' });
  });

  test('by SQL as the server: not without an agreement, not in a chain, and a merged one stays closed', async () => {
    const mergeBySql = `update organisation set status = 'closed', status_reason = 'x',
      merged_into_id = (select id from organisation where reference = '${survivor}') where reference = '${old}'`;
    expect(await refusalOf(server, mergeBySql)).toMatchObject({
      constraint: expect.stringMatching(/^organisation_(changes_as_approved|merges_as_agreed)$/),
    });
    await askForMerger(books, clerk, old, survivor);
    for (const to of ['agreed', 'effective']) {
      const move = `update organisation_succession set state = '${to}', approval_id = (select max(id) from approval)`;
      expect(await refusalOf(server, move)).toMatchObject({
        constraint: expect.stringMatching(/^organisation_succession_(approved|moves_legally)$/),
      });
    }
    await at().takeBackSuccession({ commandId: randomUUID(), reference: old });
    await merge(books, clerk, old, survivor);
    const reopen = `update organisation set status = 'active' where reference = '${old}'`;
    expect(await refusalOf(server, reopen)).toMatchObject({ code: expect.stringMatching(/^23/) });
    const unmerge = `update organisation set merged_into_id = null where reference = '${old}'`;
    expect(await refusalOf(server, unmerge)).toMatchObject({ constraint: 'organisation_merges_as_agreed' });
  });
});
