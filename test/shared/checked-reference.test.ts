import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CreditNoteNumberSchema,
  type CheckedReference,
  InvoiceNumberSchema,
  OrganisationReferenceSchema,
  PaymentReferenceSchema,
  creditNoteNumber,
  invoiceNumber,
  organisationReference,
  parseCreditNoteNumber,
  parseInvoiceNumber,
  parseOrganisationReference,
  parsePaymentReference,
  paymentReference,
  speakReference,
  suggestReferenceCorrections,
} from '../../shared/checked-reference.ts';
import { runs } from './property-runs.ts';

const organisation = fc.nat(999_999).map(organisationReference);
const invoice = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.nat(999_999)).map(([y, n]) => invoiceNumber(y, n));
const creditNote = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.nat(999_999))
  .map(([y, n]) => creditNoteNumber(y, n));
const payment = fc.nat(99_999_999).map(paymentReference);

const KINDS = [
  { name: 'organisation', any: organisation, parse: parseOrganisationReference, schema: OrganisationReferenceSchema },
  { name: 'invoice', any: invoice, parse: parseInvoiceNumber, schema: InvoiceNumberSchema },
  { name: 'credit note', any: creditNote, parse: parseCreditNoteNumber, schema: CreditNoteNumberSchema },
  { name: 'payment', any: payment, parse: parsePaymentReference, schema: PaymentReferenceSchema },
] as const;

const digitsOf = (reference: string) => reference.replaceAll(/\D/g, '');
const withDigits = (reference: string, digits: string) =>
  `${reference.replace(/[0-9].*$/, '')}${digits}${reference.slice(-1)}`;

/** Every text with one digit of the reference changed, or any two of its different digits swapped. */
function slips(reference: string): string[] {
  const digits = digitsOf(reference).split('');
  const wrong = digits.flatMap((right, i) =>
    '0123456789'
      .split('')
      .filter((d) => d !== right)
      .map((d) => digits.with(i, d)),
  );
  const swapped = digits.flatMap((a, i) =>
    digits.flatMap((b, j) => (i < j && a !== b ? [digits.with(i, b).with(j, a)] : [])),
  );
  return [...wrong, ...swapped].map((slip) => withDigits(reference, slip.join('')));
}

it('builds the references in the shapes that letters show', () => {
  expect(organisationReference(104_233)).toBe('ORG104233K');
  expect(invoiceNumber(2026, 123)).toBe('LP26000123K');
  expect(creditNoteNumber(2026, 123)).toBe('CN26000123F');
  expect(paymentReference(10_000_427)).toBe('PT10000427M');
});

it.each([-1, 0.5, 1_000_000, Number.NaN])('refuses to build from %s', (n) => {
  expect(() => organisationReference(n)).toThrow(RangeError);
  expect(() => invoiceNumber(2026, n)).toThrow(RangeError);
  expect(() => paymentReference(n > 1 ? n * 100 : n)).toThrow(RangeError);
});

it.each([1999, 2100, 2026.5])('refuses the financial year %s', (year) => {
  expect(() => invoiceNumber(year, 1)).toThrow(RangeError);
});

describe.each(KINDS)('the $name reference', ({ any, parse, schema }) => {
  it('fits the reference field of a bank transfer', () => {
    fc.assert(
      fc.property(any, (reference: CheckedReference) => {
        expect(reference).toMatch(/^[A-Z0-9]{1,18}$/);
        expect(reference.slice(-1)).toMatch(/[A-HJ-NPR-Z]/);
      }),
      runs(2_000),
    );
  });

  it('is read in any case and spacing, and as it is spoken', () => {
    const writings: ((text: string) => string)[] = [
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => ` ${text.split('').join(' ')} `,
      (text) => text.split('').join('-'),
      (text) => `${text}.`,
      (text) => speakReference(text as CheckedReference),
    ];
    fc.assert(
      fc.property(any, fc.constantFrom(...writings), (reference: CheckedReference, writing) => {
        expect(parse(writing(reference))).toEqual({ ok: true, reference });
        expect(schema.parse(reference)).toBe(reference);
      }),
      runs(2_000),
    );
  });

  it('shows every wrong digit and every swap of two digits by its letter', () => {
    fc.assert(
      fc.property(any, (reference: CheckedReference) => {
        for (const slip of slips(reference)) {
          expect(parse(slip)).toMatchObject({ ok: false, problem: 'wrong-check-letter' });
          expect(schema.safeParse(slip).success).toBe(false);
        }
      }),
      runs(500),
    );
  });

  it('has exactly one right letter', () => {
    fc.assert(
      fc.property(any, (reference: CheckedReference) => {
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => reference.slice(0, -1) + letter);
        expect(letters.filter((text) => parse(text).ok)).toEqual([reference]);
      }),
      runs(500),
    );
  });

  it('is not taken for one of another kind, even under the wrong prefix', () => {
    fc.assert(
      fc.property(any, (reference: CheckedReference) => {
        const others = KINDS.filter((kind) => kind.parse !== parse);
        for (const other of others) {
          expect(other.parse(reference)).toMatchObject({ ok: false, problem: 'not-a-reference' });
          for (const prefix of ['ORG', 'LP', 'PT']) {
            expect(other.parse(prefix + reference.replace(/^[A-Z]+/, '')).ok).toBe(false);
          }
        }
      }),
      runs(500),
    );
  });

  it('can be found again after one wrong digit, a swap of neighbours, or a lost letter', () => {
    fc.assert(
      fc.property(any, fc.nat(7), (reference: CheckedReference, place) => {
        const digits = digitsOf(reference).split('');
        const i = place % (digits.length - 1);
        const [left = '', right = ''] = digits.slice(i, i + 2);
        const swapped = digits.with(i, right).with(i + 1, left);
        const wrong = digits.with(i, String((Number(digits[i]) + 1 + (place % 9)) % 10));
        for (const heard of [swapped, wrong].map((slip) => withDigits(reference, slip.join('')))) {
          if (heard !== reference) expect(suggestReferenceCorrections(heard)).toContain(reference);
        }
        expect(suggestReferenceCorrections(reference.slice(0, -1))).toEqual([reference]);
        expect(suggestReferenceCorrections(`${reference.slice(0, -1)}Q`)).toEqual([reference]);
      }),
      runs(1_000),
    );
  });
});

it.each([
  ['', 'empty'],
  [' - ', 'empty'],
  ['PT10000427', 'not-a-reference'],
  ['PT1000042M', 'not-a-reference'],
  ['PT100004270M', 'not-a-reference'],
  ['PT１0000427MM', 'not-a-reference'],
  ['XPT10000427M', 'not-a-reference'],
  ['PT10000427N', 'wrong-check-letter'],
])('reads %j as no payment reference: %s', (text, problem) => {
  const parsed = parsePaymentReference(text);
  expect(parsed).toMatchObject({ ok: false, problem });
  expect(parsed.ok ? '' : parsed.sentence).toMatch(/^[A-Z].+\.$/);
});

it.each(['pt10000427m', 'PT10000427M ', 'PT1000-0427M', 'PT10000427M\n'])('refuses %j on the wire', (text) => {
  expect(PaymentReferenceSchema.safeParse(text).success).toBe(false);
});

describe('speakReference', () => {
  it('groups for the ear', () => {
    expect(speakReference(paymentReference(10_000_427))).toBe('PT 1000 0427 M');
    expect(speakReference(invoiceNumber(2026, 123))).toBe('LP 26 000 123 K');
    expect(speakReference(organisationReference(104_233))).toBe('ORG 104 233 K');
  });
});

describe('suggestReferenceCorrections', () => {
  it('reads letters written for digits', () => {
    expect(suggestReferenceCorrections('PT1OOOO427M')[0]).toBe('PT10000427M');
    expect(suggestReferenceCorrections('org-l04 233-k')[0]).toBe('ORG104233K');
  });

  it.each(['', 'PT', 'PT10000427M', 'PT1000042', 'XY10000427M', 'Fielding & Sons', 'PT10000427MM'])(
    'has nothing for %j',
    (text) => {
      expect(suggestReferenceCorrections(text)).toEqual([]);
    },
  );
});
