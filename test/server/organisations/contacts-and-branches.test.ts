import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { connect, refusalOf } from '../platform/connected.ts';
import { anOrganisation } from './an-organisation.ts';

let books: Books;
let server: Client;
let clerk: StaffActor;
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

const at = () => desk(books, clerk).organisations;
const get = (reference: OrganisationReference) => at().get({ reference });
const id = () => ({ commandId: randomUUID() });
const timeline = async (reference: OrganisationReference) =>
  (await at().timeline({ reference })).rows.map(({ sentence }) => sentence);

describe('contacts', () => {
  test('are added, changed and taken off, beside the one billing contact', async () => {
    const reference = await anOrganisation(books);
    const person = { name: 'B Person', role: 'Partner', email: 'b@example.com', phone: '' };
    const { contactId } = await at().addContact({ ...id(), reference, ...person });
    expect((await get(reference)).contacts).toEqual([{ contactId, ...person }]);
    await at().editContact({ ...id(), reference, contactId, ...person, phone: '01632 960004' });
    expect((await get(reference)).contacts).toMatchObject([{ phone: '01632 960004' }]);
    await at().removeContact({ ...id(), reference, contactId });
    expect((await get(reference)).contacts).toEqual([]);
    expect((await timeline(reference)).slice(0, 3)).toEqual([
      'Contact removed: B Person, Partner',
      'Contact B Person changed: telephone from none to 01632 960004',
      'Contact added: B Person, Partner',
    ]);
    await expect(at().removeContact({ ...id(), reference, contactId })).rejects.toMatchObject({
      message: 'ORGANISATION_CONTACT_NOT_FOUND',
    });
  });

  test('of one organisation cannot be changed through another', async () => {
    const [mine, other] = [await anOrganisation(books), await anOrganisation(books)];
    const person = { name: 'B Person', role: '', email: '', phone: '' };
    const { contactId } = await at().addContact({ ...id(), reference: mine, ...person });
    await expect(at().editContact({ ...id(), reference: other, contactId, ...person })).rejects.toMatchObject({
      message: 'ORGANISATION_CONTACT_NOT_FOUND',
    });
  });
});

describe('branches', () => {
  test('one is a branch of another and says so, both ways, until it is none', async () => {
    const [head, branch] = [await anOrganisation(books, { name: 'Head' }), await anOrganisation(books)];
    await at().setBranchOf({ ...id(), reference: branch, branchOf: head });
    expect(await get(branch)).toMatchObject({ branchOf: { reference: head, name: 'Head', status: 'active' } });
    expect((await get(head)).branches.map(({ reference }) => reference)).toEqual([branch]);
    await at().setBranchOf({ ...id(), reference: branch, branchOf: null });
    expect(await get(branch)).toMatchObject({ branchOf: null });
    expect((await timeline(branch)).slice(0, 2)).toEqual([`No longer a branch of ${head}`, `Made a branch of ${head}`]);
  });

  test('go one level deep, from either end, and never round', async () => {
    const [a, b, c] = [await anOrganisation(books), await anOrganisation(books), await anOrganisation(books)];
    await at().setBranchOf({ ...id(), reference: b, branchOf: a });
    const refused = { message: 'ORGANISATION_BRANCHES_ONE_LEVEL' };
    for (const [reference, branchOf] of [
      [c, b],
      [a, c],
      [a, b],
      [a, a],
    ] as const) {
      await expect(at().setBranchOf({ ...id(), reference, branchOf })).rejects.toMatchObject(refused);
    }
    const sql = (child: string, parent: string) =>
      `update organisation set parent_id = (select id from organisation where reference = '${parent}')
       where reference = '${child}'`;
    expect(await refusalOf(server, sql(c, b))).toMatchObject({ constraint: 'organisation_branches_one_level' });
    expect(await refusalOf(server, sql(c, c))).toMatchObject({ constraint: 'organisation_not_its_own_branch' });
  });

  test('a chain built from both ends at once is refused on one of them', async () => {
    for (let race = 0; race < 5; race += 1) {
      const [a, b, c] = [await anOrganisation(books), await anOrganisation(books), await anOrganisation(books)];
      const both = await Promise.allSettled([
        at().setBranchOf({ ...id(), reference: b, branchOf: a }),
        at().setBranchOf({ ...id(), reference: c, branchOf: b }),
      ]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});
