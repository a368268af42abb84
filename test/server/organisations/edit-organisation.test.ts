import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { APPLIERS } from '../../../server/app-router.ts';
import { approve } from '../../../server/approvals/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { OrganisationParticulars, OrganisationRecord } from '../../../shared/contracts/organisations.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { connect, refusalOf } from '../platform/connected.ts';
import { anOrganisation, approveChange, hashOf } from './an-organisation.ts';

let books: Books;
let server: Client;
let clerk: StaffActor;
let organisation: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
  clerk = await books.staff('finance');
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await server.end();
  await books.close();
});
beforeEach(async () => {
  organisation = await anOrganisation(books);
});

const at = () => desk(books, clerk).organisations;
const get = () => at().get({ reference: organisation });
const command = () => ({ commandId: randomUUID(), reference: organisation });

function particularsOf(record: OrganisationRecord): OrganisationParticulars & { readonly version: number } {
  const { name, kind, addressLines, town, postcode, billingContact } = record;
  const { creditTermsDays, billingCycle, purchaseOrderRequired, purchaseOrder, version } = record;
  return {
    ...{ name, kind, addressLines, town, postcode, billingContact },
    ...{ creditTermsDays, billingCycle, purchaseOrderRequired, purchaseOrder, version },
  };
}

async function edit(changes: Partial<OrganisationParticulars> & { version?: number }) {
  return at().edit({ ...command(), ...particularsOf(await get()), ...changes });
}

const timeline = async () => (await at().timeline({ reference: organisation })).rows.map(({ sentence }) => sentence);

test('one is opened with everything that a bill needs, under a reference with its check letter', async () => {
  const { reference } = await at().create({
    ...{ commandId: randomUUID(), name: 'Ellery & Co', kind: 'charity', addressLines: ['2 High Street'] },
    ...{ town: 'Testford', postcode: 'zz1 1zz', creditTermsDays: 14, billingCycle: 'quarterly' },
    billingContact: { name: 'A Person', role: 'Accounts', email: 'a@example.com', phone: '01632 960002' },
    ...{ purchaseOrderRequired: true, purchaseOrder: 'PO-77' },
  });
  expect(await at().get({ reference })).toMatchObject({
    ...{ reference, name: 'Ellery & Co', postcode: 'ZZ1 1ZZ', creditTermsDays: 14, billingCycle: 'quarterly' },
    ...{ purchaseOrderRequired: true, purchaseOrder: 'PO-77', branchOf: null, branches: [], contacts: [] },
    billingContact: { name: 'A Person', role: 'Accounts' },
    ...{ waitingChange: null, version: 1 },
  });
});

describe('what moves no bill', () => {
  test('is so at once, and the timeline says what it was and what it is', async () => {
    const outcome = await edit({ name: 'Harrow LLP', purchaseOrderRequired: true, purchaseOrder: 'PO-1' });
    expect(outcome).toEqual({
      applied: [
        { label: 'Name', from: 'Harrow & Pike Solicitors', to: 'Harrow LLP' },
        { label: 'Purchase order required', from: 'no', to: 'yes' },
        { label: 'Purchase order', from: 'none', to: 'PO-1' },
      ],
      ...{ waiting: [], approvalId: null },
    });
    expect(await get()).toMatchObject({ name: 'Harrow LLP', purchaseOrder: 'PO-1', version: 2 });
    expect((await timeline())[0]).toBe(
      'Changed name from Harrow & Pike Solicitors to Harrow LLP; purchase order required from no to yes; purchase order from none to PO-1',
    );
  });

  test('an edit that changes nothing leaves neither a version nor an event behind', async () => {
    const before = await timeline();
    expect(await edit({})).toEqual({ applied: [], waiting: [], approvalId: null });
    expect(await get()).toMatchObject({ version: 1 });
    expect(await timeline()).toEqual(before);
  });

  test('a stale version is refused, and of two at once one is', async () => {
    const seen = await get();
    await edit({ name: 'First' });
    await expect(edit({ name: 'Second', version: seen.version })).rejects.toMatchObject({
      message: 'ORGANISATION_CHANGED',
    });
    const { version } = await get();
    const both = await Promise.allSettled(
      ['One', 'Two', 'Three', 'Four'].map((name) => at().edit({ ...command(), ...particularsOf(seen), name, version })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await get()).toMatchObject({ version: version + 1 });
  });

  test('a card number is not kept, wherever it is typed', async () => {
    const card = '4242 4242 4242 4242';
    for (const held of [{ name: card }, { purchaseOrder: card }, { addressLines: [card] }]) {
      await expect(edit(held)).rejects.toMatchObject({ message: 'TEXT_HOLDS_CARD_NUMBER' });
    }
  });
});

describe('what moves bills', () => {
  const TERMS = { creditTermsDays: 60, billingCycle: 'quarterly' as const };

  test('waits for a second person, who sees what it is and what it becomes; the rest is so at once', async () => {
    const outcome = await edit({ ...TERMS, name: 'Renamed' });
    const changes = [
      { label: 'Credit terms', from: '30 days', to: '60 days' },
      { label: 'Billing cycle', from: 'monthly', to: 'quarterly' },
    ];
    expect(outcome).toMatchObject({ applied: [{ label: 'Name' }], waiting: changes });
    expect(await get()).toMatchObject({
      ...{ name: 'Renamed', creditTermsDays: 30, billingCycle: 'monthly' },
      waitingChange: { approvalId: outcome.approvalId, changes, askedBy: clerk.name },
    });
    const manager = await books.staff('finance-manager');
    const approval = await desk(books, manager).approvals.get({ approvalId: outcome.approvalId ?? 0 });
    expect(approval).toMatchObject({
      ...{ kind: 'organisation-change', obstacle: null, link: `/organisations/${organisation}` },
      summary: [
        ...[{ label: 'Credit terms', value: '60 days' }],
        ...[{ label: 'Credit terms now', value: '30 days' }],
        ...[{ label: 'Billing cycle', value: 'quarterly' }],
        ...[{ label: 'Billing cycle now', value: 'monthly' }],
      ],
    });
    await approveChange(books, outcome.approvalId ?? 0);
    expect(await get()).toMatchObject({ ...TERMS, waitingChange: null, version: 3 });
    expect((await timeline())[0]).toBe(
      'Changed, as approved: credit terms from 30 days to 60 days; billing cycle from monthly to quarterly',
    );
  });

  test('a billing contact with another e-mail is another person, and waits whole; a telephone number does not', async () => {
    const { billingContact } = await get();
    expect(await edit({ billingContact: { ...billingContact, phone: '01632 960009' } })).toMatchObject({
      ...{ applied: [{ label: 'Billing contact' }], approvalId: null },
    });
    const other = { name: 'B Person', role: '', email: 'b@example.com', phone: '01632 960003' };
    const { approvalId } = await edit({ billingContact: other });
    expect((await get()).billingContact).toMatchObject({ name: 'A Contact', phone: '01632 960009' });
    await approveChange(books, approvalId ?? 0);
    expect((await get()).billingContact).toEqual(other);
  });

  test('an address waits', async () => {
    const { approvalId } = await edit({ addressLines: ['9 New Road'], town: 'Newtown', postcode: 'ZZ2 2ZZ' });
    expect(await get()).toMatchObject({ addressLines: ['1 Market Street'] });
    await approveChange(books, approvalId ?? 0);
    expect(await get()).toMatchObject({ addressLines: ['9 New Road'], town: 'Newtown', postcode: 'ZZ2 2ZZ' });
  });

  test('whoever asked for it cannot approve it, even as a finance manager', async () => {
    const manager = await books.staff('finance-manager');
    const { approvalId } = await desk(books, manager).organisations.edit({
      ...command(),
      ...particularsOf(await get()),
      ...TERMS,
    });
    const input = { commandId: randomUUID(), approvalId: approvalId ?? 0, subjectHash: '' };
    const exact = { ...input, subjectHash: await hashOf(books, input.approvalId) };
    await expect(approve(books.as(manager), APPLIERS, exact)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    expect(await get()).toMatchObject({ creditTermsDays: 30 });
  });

  test('one change waits at a time, and its facts cannot be edited beside it', async () => {
    await edit({ creditTermsDays: 60 });
    await expect(edit({ billingCycle: 'quarterly', name: 'Half' })).rejects.toMatchObject({
      message: 'ORGANISATION_CHANGE_WAITING',
    });
    expect(await get()).toMatchObject({ name: 'Harrow & Pike Solicitors' });
    await at().takeBack(command());
    expect(await get()).toMatchObject({ waitingChange: null });
    expect(await edit({ billingCycle: 'quarterly' })).toMatchObject({ waiting: [{ label: 'Billing cycle' }] });
  });

  test('taken back or sent back it leaves everything as it was', async () => {
    const { approvalId } = await edit(TERMS);
    const manager = await books.staff('finance-manager');
    await desk(books, manager).approvals.return({
      commandId: randomUUID(),
      approvalId: approvalId ?? 0,
      reason: 'Which contract?',
    });
    expect(await get()).toMatchObject({ creditTermsDays: 30, waitingChange: null });
    await expect(at().takeBack(command())).rejects.toMatchObject({ message: 'APPROVAL_ALREADY_DECIDED' });
  });

  test('by SQL as the server it changes only in the transaction of an approved change that says exactly that', async () => {
    const update = (set: string) => `update organisation set ${set} where reference = '${organisation}'`;
    for (const set of [
      ...['credit_terms_days = 90', `billing_cycle = 'quarterly'`, `contact_email = 'x@example.net'`],
      ...[`address_lines = '{1 Other}'`, `town = 'X'`, `postcode = 'X'`, `status = 'closed', status_reason = 'x'`],
    ]) {
      const refusal = await refusalOf(server, update(set));
      expect([set, refusal]).toMatchObject([set, { constraint: 'organisation_changes_as_approved' }]);
    }
    expect(await refusalOf(server, update(`name = 'May be'`))).toBe('allowed');
    const { approvalId } = await edit({ creditTermsDays: 60 });
    const apply = `update organisation_change set state = 'applied', ended_at = now(), approval_id = ${approvalId}
      where state = 'waiting' and organisation_id = (select id from organisation where reference = '${organisation}')`;
    expect(await refusalOf(server, apply)).toMatchObject({ constraint: 'organisation_change_approved' });
    await approveChange(books, approvalId ?? 0);
    expect(await refusalOf(server, update('credit_terms_days = 90'))).toMatchObject({
      constraint: 'organisation_changes_as_approved',
    });
  });
});

describe('closing', () => {
  test('is asked for with a reason and approved by another; opening it again as well', async () => {
    const { approvalId } = await at().askToClose({ ...command(), status: 'closed', reason: 'Ceased trading' });
    expect(await get()).toMatchObject({ status: 'active' });
    await expect(at().setStatus({ ...command(), status: 'on-hold', reason: 'Meanwhile' })).rejects.toMatchObject({
      message: 'ORGANISATION_CHANGE_WAITING',
    });
    await approveChange(books, approvalId);
    expect(await get()).toMatchObject({ status: 'closed', statusReason: 'Ceased trading' });
    await expect(at().setStatus({ ...command(), status: 'active', reason: 'Oops' })).rejects.toMatchObject({
      message: 'ORGANISATION_STATUS_FORBIDS',
    });
    const again = await at().askToClose({ ...command(), status: 'active', reason: 'Trades again' });
    await approveChange(books, again.approvalId);
    expect(await get()).toMatchObject({ status: 'active', statusReason: null });
    expect((await timeline())[0]).toBe('Changed, as approved: status from closed to active: Trades again');
  });

  test('a hold and its end are at once, each with a reason, from the status they belong to', async () => {
    await at().setStatus({ ...command(), status: 'on-hold', reason: 'Insolvency' });
    await expect(at().setStatus({ ...command(), status: 'on-hold', reason: 'Again' })).rejects.toMatchObject({
      message: 'ORGANISATION_STATUS_FORBIDS',
    });
    await at().setStatus({ ...command(), status: 'active', reason: 'Settled' });
    expect((await timeline()).slice(0, 2)).toEqual([
      'Status set from on-hold to active: Settled',
      'Status set from active to on-hold: Insolvency',
    ]);
  });
});
