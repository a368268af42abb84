import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LpaReference,
  LpaReferenceSchema,
  modernisedReference,
  parseLpaReference,
  siriusReference,
  suggestLpaCorrections,
} from '../../shared/lpa-reference.ts';
import { runs } from './property-runs.ts';

const digit = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
const digits = (n: number) => fc.array(digit, { minLength: n, maxLength: n }).map((all) => all.join(''));
const sirius = digits(10).map((rest) => siriusReference(`7${rest}`));
const modernised = digits(11).map(modernisedReference);
const meris = fc.tuple(fc.constantFrom('2', '3'), digits(6)).map(([first, rest]) => first + rest);

const wide = (text: string) => text.replaceAll(/[0-9A-Z-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const WRITINGS: readonly ((stored: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('-', ''),
  (text) => text.replaceAll('-', ' '),
  (text) => text.replaceAll('-', '–'),
  (text) => text.replaceAll('-', ' — '),
  (text) => text.replaceAll('-', '\u2011'),
  (text) => text.replaceAll('-', '\u2212'),
  (text) => text.replaceAll('-', '\u00a0'),
  (text) => text.toLowerCase(),
  (text) => `  ${text}\t\n`,
  (text) => `${text}.`,
  (text) => text.split('').join(' '),
  (text) => text.split('').join('\u200b'),
  wide,
];

describe('parseLpaReference', () => {
  it.each([
    ['700000000252', '7000-0000-0252', 'sirius'],
    ['7000-0000-0047', '7000-0000-0047', 'sirius'],
    ['m-3779-9919-9529', 'M-3779-9919-9529', 'modernised'],
    ['M398379946950', 'M-3983-7994-6950', 'modernised'],
    ['M 0154 0598 2177', 'M-0154-0598-2177', 'modernised'],
    ['M-1543-5537-7595', 'M-1543-5537-7595', 'modernised'],
    ['Ｍ－１２３４－５６７８－９０１８', 'M-1234-5678-9018', 'modernised'],
    ['2123456', '2123456', 'meris'],
    ['3 999 999', '3999999', 'meris'],
  ])('reads %s', (text, reference, kind) => {
    expect(parseLpaReference(text)).toEqual({ ok: true, reference, kind });
  });

  it('reads every reference however it is written', () => {
    fc.assert(
      fc.property(fc.oneof(sirius, modernised, meris), fc.constantFrom(...WRITINGS), (stored, writing) => {
        expect(parseLpaReference(writing(stored))).toMatchObject({ ok: true, reference: stored });
        expect(LpaReferenceSchema.parse(stored)).toBe(stored);
      }),
      runs(5_000),
    );
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['–', 'empty'],
    ['7000-0000-0253', 'wrong-check-digit'],
    ['M-3779-9919-9528', 'wrong-check-digit'],
    ['C-1234-ABCD-EF12', 'activation-key'],
    ['c1234abcdef12', 'activation-key'],
    ['V-9A8B-7C6D-5E4F', 'viewer-code'],
    ['A12345678901', 'draft'],
    ['a 123 4567 8901', 'draft'],
    ['1123456', 'not-a-reference'],
    ['4123456', 'not-a-reference'],
    ['212345', 'not-a-reference'],
    ['800000000252', 'not-a-reference'],
    ['70000000025', 'not-a-reference'],
    ['7000000002520', 'not-a-reference'],
    ['M-3779-9919-952', 'not-a-reference'],
    ['MM-3779-9919-9529', 'not-a-reference'],
    ['conveyancings', 'not-a-reference'],
    ['٧٠٠٠٠٠٠٠٠٢٥٢', 'not-a-reference'],
    ['Fielding & Sons', 'not-a-reference'],
    ['LP26000123K', 'not-a-reference'],
  ])('refuses %j as %s, with a sentence', (text, problem) => {
    const parsed = parseLpaReference(text);
    expect(parsed).toMatchObject({ ok: false, problem });
    expect(parsed.ok ? '' : parsed.sentence).toMatch(/^[A-Z].+\.$/);
  });

  it('never throws, and only ever returns stored forms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseLpaReference(text);
        if (parsed.ok) expect(LpaReferenceSchema.parse(parsed.reference)).toBe(parsed.reference);
      }),
      runs(5_000),
    );
  });
});

describe('LpaReferenceSchema', () => {
  it.each([
    '700000000252',
    '7000-0000-0253',
    'm-3779-9919-9529',
    'M-3779-9919-9528',
    ' 2123456',
    '4123456',
    '2123456\n',
  ])('refuses %j', (text) => {
    expect(LpaReferenceSchema.safeParse(text).success).toBe(false);
  });
});

describe('building references', () => {
  it('adds the check digit', () => {
    expect(siriusReference('70000000025')).toBe('7000-0000-0252');
    expect(modernisedReference('37799919952')).toBe('M-3779-9919-9529');
  });

  it.each(['60000000025', '7000000002', '700000000252', '7000000002x', ''])('refuses %j for Sirius', (payload) => {
    expect(() => siriusReference(payload)).toThrow(RangeError);
  });

  it.each(['3779991995', '377999199529', '3779991995x', ''])('refuses %j for the modernised kind', (payload) => {
    expect(() => modernisedReference(payload)).toThrow(RangeError);
  });
});

describe('suggestLpaCorrections', () => {
  it('offers the intended reference after any wrong digit', () => {
    const slip = fc.tuple(fc.oneof(sirius, modernised), fc.nat(11), digit);
    fc.assert(
      fc.property(slip, ([intended, place, wrong]) => {
        const prefix = intended.startsWith('M') ? 'M' : '';
        const right = intended.replaceAll(/\D/g, '');
        fc.pre(right[place] !== wrong);
        const heard = prefix + right.slice(0, place) + wrong + right.slice(place + 1);
        expect(suggestLpaCorrections(heard)).toContain(intended);
      }),
      runs(3_000),
    );
  });

  it('offers the intended reference after any swap of neighbours that the check sees', () => {
    fc.assert(
      fc.property(fc.oneof(sirius, modernised), fc.nat(10), (intended, i) => {
        const prefix = intended.startsWith('M') ? 'M' : '';
        const right = intended.replaceAll(/\D/g, '');
        const heard = `${prefix}${right.slice(0, i)}${right[i + 1]}${right[i]}${right.slice(i + 2)}`;
        fc.pre(!parseLpaReference(heard).ok);
        expect(suggestLpaCorrections(heard)).toContain(intended);
      }),
      runs(3_000),
    );
  });

  it('offers only references that pass, each once', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'M'), digits(12), (prefix, heard) => {
        const offered = suggestLpaCorrections(prefix + heard);
        for (const reference of offered) expect(parseLpaReference(reference)).toMatchObject({ ok: true, reference });
        expect(new Set(offered).size).toBe(offered.length);
      }),
      runs(2_000),
    );
  });

  it('thinks first of a forgotten M', () => {
    expect(suggestLpaCorrections('3779 9919 9529')[0]).toBe('M-3779-9919-9529' as LpaReference);
  });

  it.each(['7000-0000-0252', 'M-3779-9919-9529', '2123456', '', '123', 'Fielding'])('has nothing for %j', (text) => {
    expect(suggestLpaCorrections(text)).toEqual([]);
  });
});
