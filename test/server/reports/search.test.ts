import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { issueInvoice } from '../../../server/billing/index.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { search } from '../../../server/reports/search.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { speakReference } from '../../../shared/checked-reference.ts';
import { modernisedReference } from '../../../shared/lpa-reference.ts';
import { aLine, openBooks, type Books } from '../../support/books.ts';
import { correct, linesOf, madeBy, people } from '../billing/corrections/correction-under-test.ts';
import { desk } from '../http/desk.ts';
import { anOrganisation, setStatus } from '../organisations/an-organisation.ts';
import { placeCardPayment, type PlacedPayment } from '../platform/card-payment-rows.ts';

let books: Books;
let agent: StaffActor;
let pike: OrganisationReference;
let invoiceNumber: string;
let lpa: string;
let lineId: number;
let payment: PlacedPayment;
beforeAll(async () => {
  books = await openBooks();
  agent = await books.staff('agent');
  pike = await anOrganisation(books, { name: 'Harrow & Pike Solicitors', town: 'Leeds', postcode: 'LS1 4AP' });
  for (const name of ['Pikestaff Legal', 'The Old Pike Trust', 'Turnpike Wills', `O'Brien "B" <b> 100%_\\`, 'Zed']) {
    await anOrganisation(books, { name });
  }
  await setStatus(books, await anOrganisation(books, { name: 'Closed Quarry', postcode: 'ZZ9 9ZZ' }), 'closed', 'Gone');
  // References that are far from one another, so that no slip of the hand leads from one to the other.
  const lines = [
    aLine(9200, { lpaReference: modernisedReference('37799199952') }),
    aLine(4600, { lpaReference: modernisedReference('81520463917') }),
  ];
  const invoice = await runCommand(
    books.system,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation: pike, lines },
    issueInvoice,
  );
  invoiceNumber = invoice.number;
  const [line] = await books.rows<{ id: number; lpa_reference: string }>(
    'select line.id, lpa_reference from invoice_line line join invoice on invoice.id = invoice_id where number = ? order by line_number',
    [invoiceNumber],
  );
  [lpa, lineId] = [line?.lpa_reference ?? '', line?.id ?? 0];
  payment = await placeCardPayment(books, invoiceNumber, agent);
});
afterAll(() => books.close());

const find = (text: string) => desk(books, agent).reports.search({ text });
const titles = async (text: string) => (await find(text)).hits.map(({ title }) => title);

const WIDE = (text: string) => text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

describe('an organisation', () => {
  test('by part of its name: names that begin with it first, then words that do, then the rest', async () => {
    expect(await titles('pike')).toEqual([
      'Pikestaff Legal',
      ...['Harrow & Pike Solicitors', 'The Old Pike Trust'],
      'Turnpike Wills',
    ]);
  });

  test.each(['harow and pike', 'Harrow & Pyke', 'harrow pike solicitor', 'Solicitros', 'HARROW'])(
    'by nearly its name: %s',
    async (text) => {
      expect(await titles(text)).toContain('Harrow & Pike Solicitors');
    },
  );

  test('by its reference in any shape', async () => {
    const shapes = [
      ...[pike, pike.toLowerCase(), `  ${pike} `, speakReference(pike), pike.replace('ORG', 'org-'), WIDE(pike)],
      ...[`\u202E${pike}\u202C`, `${pike}.`, pike.split('').join('\u200B')],
    ];
    for (const shape of shapes) {
      const { hits, advice } = await find(shape);
      expect([shape, hits, advice]).toMatchObject([shape, [{ title: 'Harrow & Pike Solicitors' }], null]);
    }
    expect((await find(pike)).hits).toEqual([
      {
        ...{ kind: 'organisation', title: 'Harrow & Pike Solicitors', outstanding: 13_800, organisation: pike },
        ...{ subtitle: `${pike} · Leeds, LS1 4AP`, target: { screen: 'organisation', reference: pike } },
      },
    ]);
  });

  test('by a reference with one digit wrong, or its letter missing: the one it is meant to be, and a word of advice', async () => {
    const digit = pike[6] === '9' ? '8' : '9';
    for (const wrong of [`${pike.slice(0, 6)}${digit}${pike.slice(7)}`, pike.slice(0, -1)]) {
      const { hits } = await find(wrong);
      expect([wrong, hits]).toMatchObject([wrong, [{ title: 'Harrow & Pike Solicitors' }]]);
    }
    const wrongLetter = `${pike.slice(0, -1)}${pike.at(-1) === 'A' ? 'B' : 'A'}`;
    const { hits, advice } = await find(wrongLetter);
    expect(hits[0]).toMatchObject({ title: 'Harrow & Pike Solicitors' });
    expect(advice).toMatch(/letter at the end.*Did they mean one of these\?$/);
  });

  test.each(['LS1 4AP', 'ls14ap', ' ls1 4ap', 'LS1 4', 'ls1'])(
    'by its postcode or the start of it: %s',
    async (text) => {
      expect(await titles(text)).toEqual(['Harrow & Pike Solicitors']);
    },
  );

  test('that is closed is found, and said to be', async () => {
    const { hits } = await find('quarry');
    expect(hits).toMatchObject([{ title: 'Closed Quarry', subtitle: expect.stringMatching(/ZZ9 9ZZ · closed$/) }]);
  });
});

describe('an invoice', () => {
  test('by its number in any shape', async () => {
    const spoken = speakReference(invoiceNumber as never);
    for (const shape of [
      invoiceNumber,
      invoiceNumber.toLowerCase(),
      spoken,
      spoken.replaceAll(' ', '-'),
      WIDE(invoiceNumber),
    ]) {
      const { hits } = await find(shape);
      expect([shape, hits]).toEqual([
        shape,
        [
          {
            ...{ kind: 'invoice', title: `Invoice ${invoiceNumber}`, outstanding: 13_800, organisation: pike },
            subtitle: 'Harrow & Pike Solicitors · due 24 Dec 2026',
            target: { screen: 'invoice', number: invoiceNumber, lineId: null },
          },
        ],
      ]);
    }
  });

  test('whose number is well formed and not one of ours is said not to be', async () => {
    const { number } = { number: 'LP26000123K' };
    const { hits, advice } = await find(number);
    expect(hits).toEqual([]);
    expect(advice).toBe('That reference is well formed, but nothing here has it.');
  });
});

test('a credit note by its number', async () => {
  const organisation = await anOrganisation(books, { name: 'Ffrind Charity' });
  const { number } = await books.invoice(organisation, 9200);
  const [line] = await linesOf(books, number);
  const lines = [{ lineId: line?.id, amount: 4600 }];
  const made = await correct(books, await people(books), { kind: 'credit-note', invoice: number, lines });
  const note = (await madeBy(books, made)).note ?? '';
  expect((await find(note.toLowerCase())).hits).toEqual([
    {
      ...{ kind: 'credit-note', title: `Credit note ${note}`, outstanding: null, organisation },
      subtitle: `Ffrind Charity · £46.00 off invoice ${number}`,
      target: { screen: 'credit-note', number: note },
    },
  ]);
});

describe('an LPA', () => {
  const hit = () => ({
    ...{ kind: 'lpa', title: `LPA ${lpa}`, subtitle: `Harrow & Pike Solicitors · invoice ${invoiceNumber}` },
    ...{ outstanding: 9200, organisation: pike, target: { screen: 'invoice', number: invoiceNumber, lineId } },
  });

  test('by its reference in any shape', async () => {
    const digits = lpa.replaceAll('-', '');
    const shapes = [
      ...[
        lpa,
        lpa.toLowerCase(),
        digits,
        digits.toLowerCase(),
        lpa.replaceAll('-', ' '),
        lpa.replaceAll('-', '\u2013'),
      ],
      ...[WIDE(lpa), ` ${lpa}, `, `${lpa}.`, lpa.split('').join(' '), `\u2066${lpa}\u2069`],
    ];
    for (const shape of shapes) expect([shape, await find(shape)]).toEqual([shape, { hits: [hit()], advice: null }]);
  });

  test('by its twelve digits without the M', async () => {
    const { hits, advice } = await find(lpa.slice(2));
    expect(hits).toEqual([hit()]);
    expect(advice === null || /Did they mean/.test(advice)).toBe(true);
  });

  test('by one wrong digit, or two that changed places: the one that exists, and what to ask', async () => {
    const at = lpa.length - 3;
    const wrong = `${lpa.slice(0, at)}${lpa[at] === '5' ? '6' : '5'}${lpa.slice(at + 1)}`;
    const swapped = lpa.replace(/(\d)(\d)$/, '$2$1');
    expect(swapped).not.toBe(lpa);
    for (const text of [wrong, swapped]) {
      const { hits, advice } = await find(text);
      expect([text, hits]).toEqual([text, [hit()]]);
      expect(advice).toBe(
        'One or more digits of that LPA reference are wrong. Ask the caller to read it out again. Did they mean one of these?',
      );
    }
  });

  test('that is on no invoice is said to be on none', async () => {
    expect(await find(modernisedReference('99999999999'))).toEqual({
      hits: [],
      advice: 'No invoice has that LPA on it. Check that it is registered and billed.',
    });
  });

  test.each([
    ['C4F6HL23K9MNP', /activation key/],
    ['V4F6HL23K9MNP', /access code/],
    ['A12345678901', /draft/],
  ])('is not the same as %s, and the agent is told what that is', async (text, advice) => {
    expect(await find(text)).toEqual({ hits: [], advice: expect.stringMatching(advice) });
  });
});

test('a card payment by the reference that was read out', async () => {
  const spoken = speakReference(payment.reference as never);
  for (const shape of [payment.reference, payment.reference.toLowerCase(), spoken]) {
    expect((await find(shape)).hits).toEqual([
      {
        ...{ kind: 'payment', title: `Card payment ${payment.reference}`, outstanding: null, organisation: pike },
        subtitle: 'Harrow & Pike Solicitors · £138.00',
        target: { screen: 'payment', attemptId: payment.id },
      },
    ]);
  }
});

describe('a card number', () => {
  const notAsked = {
    getKysely: () => {
      throw new Error('The database was asked');
    },
  } as unknown as EntityManager;

  test.each(['4111111111111111', '4111 1111 1111 1111', 'card 5555-5555-5555-4444 exp 12/28', WIDE('378282246310005')])(
    'is not searched for, nor repeated: %s',
    async (text) => {
      const result = await search(notAsked, text);
      expect(result.hits).toEqual([]);
      expect(result.advice).toMatch(/looks like a card number/);
      expect(result.advice).not.toMatch(/\d/);
    },
  );
});

describe('hostile text', () => {
  test.each([
    ...["' or '1'='1", "'; drop table organisation; --", '%%', '__', '\\\\', '\\%', '$1 ?', '??', '"" <script>'],
    ...[
      '\u202Eekip',
      '\u200F\u200F',
      '\u0000\u0000',
      'pi\u0000ke',
      '\n\t\r',
      '\uD800\uD800',
      '\u{1F600}\u{1F600}',
      '--',
      '- -',
      '.*',
    ],
  ])('%j finds nothing that does not have it', async (text) => {
    expect(await titles(text)).toEqual([]);
  });

  test('but finds what has it', async () => {
    const name = `O'Brien "B" <b> 100%_\\`;
    for (const text of [`O'B`, '"B"', '<b>', '100%', '%_', '_\\', name]) expect(await titles(text)).toContain(name);
  });

  test('of one sign, or none but spaces, finds nothing', async () => {
    for (const text of ['', ' ', 'p', ' p ']) expect(await find(text)).toEqual({ hits: [], advice: null });
  });

  test('longer than a hundred signs is refused', async () => {
    await expect(find('p'.repeat(101))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

test('at most 20 things are shown', async () => {
  for (let at = 0; at < 25; at += 1) await anOrganisation(books, { name: `Many ${at}` });
  expect((await find('many')).hits).toHaveLength(20);
});

test('letters that every organisation reference begins with find no organisation by their reference', async () => {
  expect(await titles('org')).toEqual([]);
});
