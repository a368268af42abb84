import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORGANISATION_KINDS, type ListOrganisations } from '../../../shared/contracts/organisations.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { walk } from '../http/walk.ts';
import { payCardPayment } from '../platform/card-payment-rows.ts';
import { anOrganisation, setStatus } from './an-organisation.ts';

const NAMES = ['beta Wills', 'Alpha LLP', 'alpha llp', 'Gamma', 'Émile & Co', 'Zed', 'Alpha LLP', 'beta wills', 'Øst'];

let books: Books;
let agent: ReturnType<typeof desk>;
let owing: OrganisationReference;
let hostile: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  const actor = await books.staff('agent');
  agent = desk(books, actor);
  for (const [at, name] of [...NAMES, ...NAMES].entries()) {
    const reference = await anOrganisation(books, { name, kind: ORGANISATION_KINDS[at % 4] ?? 'charity' });
    // Several owe the same, so that the order within a sum is up to the id.
    if (at % 3 === 0) await books.invoice(reference, 9200);
  }
  owing = await anOrganisation(books, { name: 'Owing Two', postcode: 'LS1 4AP', town: 'Leeds' });
  await books.invoice(owing, 9200, 4600);
  await books.invoice(owing, 2300);
  const paid = await books.invoice(owing, 4600);
  await payCardPayment(books, paid.number, actor);
  const held = await anOrganisation(books, { name: 'Held', kind: 'charity' });
  await setStatus(books, held, 'on-hold', 'An insolvency');
  hostile = await anOrganisation(books, { name: `100% _Wills_ \\ "O'Brien" -- ?` });
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const list = (input: Partial<ListOrganisations> = {}) => agent.organisations.list(input);
const names = async (input: Partial<ListOrganisations>) => (await list(input)).rows.map(({ name }) => name);

const SORTS = {
  name: 'lower(name)',
  reference: 'reference',
  receivable: 'coalesce(receivable, 0)',
  credit: 'coalesce(credit, 0)',
} as const;

describe.each(['name', 'reference', 'receivable', 'credit'] as const)('by %s', (sort) => {
  test.each(['asc', 'desc'] as const)('%s, the pages hold every organisation once, in order', async (direction) => {
    const expected = await books.rows<{ reference: string }>(
      `select reference from organisation left join organisation_balance on organisation_id = organisation.id
       order by ${SORTS[sort]} ${direction}, organisation.id ${direction}`,
    );
    for (const limit of [1, 4, 7, 200]) {
      const pages = await walk((cursor) => list({ sort, direction, cursor, limit }));
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      expect(pages.flat().map(({ reference }) => reference)).toEqual(expected.map(({ reference }) => reference));
    }
  });
});

test('a row says what is owed, what is held, and how many bills are open', async () => {
  const { rows } = await list({ text: 'Owing Two' });
  expect(rows).toEqual([
    {
      ...{
        reference: owing,
        name: 'Owing Two',
        kind: 'solicitor',
        status: 'active',
        town: 'Leeds',
        postcode: 'LS1 4AP',
      },
      ...{ receivable: 16_100, credit: 0, openInvoices: 2 },
    },
  ]);
});

describe('narrowed', () => {
  test('by kind and by status', async () => {
    for (const kind of ORGANISATION_KINDS) {
      const { rows } = await list({ kind });
      expect(rows.length).toBeGreaterThan(2);
      expect(new Set(rows.map((row) => row.kind))).toEqual(new Set([kind]));
    }
    expect(await names({ status: 'on-hold' })).toEqual(['Held']);
    expect(await names({ status: 'closed' })).toEqual([]);
    expect(await names({ status: 'on-hold', kind: 'solicitor' })).toEqual([]);
  });

  test('by part of a name in any case, across pages too', async () => {
    const pages = await walk((cursor) => list({ text: 'LPHA', limit: 2, cursor }));
    expect(pages.flat().map(({ name }) => name.toLowerCase())).toEqual(Array.from({ length: 6 }, () => 'alpha llp'));
    expect(await names({ text: '  owing  ' })).toEqual(['Owing Two']);
    expect(await names({ text: 'éMILE' })).toEqual(['Émile & Co', 'Émile & Co']);
  });

  test('by reference or postcode, begun and with spaces anywhere', async () => {
    for (const text of [owing, owing.toLowerCase(), owing.slice(0, 9), 'LS1 4AP', 'ls14ap', 'ls1 4', 'LS1']) {
      expect([text, await names({ text })]).toEqual([text, ['Owing Two']]);
    }
  });

  test('by the letters that every reference begins with it is not', async () => {
    expect(await names({ text: 'org' })).toEqual([]);
  });

  test.each(['%', '_', '\\', '100% _', `"O'Brien"`, '-- ?', '?', '\\ "'])('%s means itself', async (text) => {
    expect((await list({ text })).rows.map(({ reference }) => reference)).toEqual([hostile]);
  });

  test.each(['%%', '__', "' or true --", '\\%', '\u202Eahpla', '\u0000', 'Alpha\u0000LLP', '\u{1F600}', '\uD800'])(
    'by text that nothing has, %j, to nothing or to what is left without control characters',
    async (text) => {
      const found = await names({ text });
      const left = text.replaceAll('\u0000', ' ').trim().toLowerCase();
      expect(found.every((name) => name.toLowerCase().includes(left))).toBe(true);
      if (left !== '' && left !== 'alpha llp') expect(found).toEqual([]);
    },
  );
});
