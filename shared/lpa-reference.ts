import { z } from 'zod';
import { checkDigitFor, oneSlipAway, passesDamm, passesLuhn } from './check-digits.ts';
import { bareReference } from './typed-reference.ts';

/** Where a reference was issued: 'sirius' (paper and Make an LPA), 'modernised', or 'meris' (before Sirius). */
export type LpaReferenceKind = 'sirius' | 'modernised' | 'meris';

function checkedKind(text: string): LpaReferenceKind | undefined {
  const digits = text.replaceAll(/\D/g, '');
  if (/^7[0-9]{3}(?:-[0-9]{4}){2}$/.test(text)) return passesLuhn(digits) ? 'sirius' : undefined;
  if (/^M(?:-[0-9]{4}){3}$/.test(text)) return passesDamm(digits) ? 'modernised' : undefined;
  return /^[23][0-9]{6}$/.test(text) ? 'meris' : undefined;
}

/** An LPA reference in its stored form, check digit included; any other writing of it is refused. */
export const LpaReferenceSchema = z
  .string()
  .refine((text) => checkedKind(text) !== undefined, 'must be an LPA reference in its stored form')
  .brand<'LpaReference', 'inout'>();

/** The stored form, as printed on letters: '7000-0000-0252', 'M-3779-9919-9529' or '2123456'. */
export type LpaReference = z.infer<typeof LpaReferenceSchema>;

export type LpaReferenceProblem =
  'empty' | 'not-a-reference' | 'wrong-check-digit' | 'activation-key' | 'viewer-code' | 'draft';

export type ParsedLpaReference =
  | { readonly ok: true; readonly reference: LpaReference; readonly kind: LpaReferenceKind }
  | { readonly ok: false; readonly problem: LpaReferenceProblem; readonly sentence: string };

const SENTENCES: Readonly<Record<LpaReferenceProblem, string>> = {
  empty: 'Enter an LPA reference.',
  'not-a-reference':
    'That is not an LPA reference. They have 12 digits starting with 7, M and 12 digits, or 7 digits starting with 2 or 3.',
  'wrong-check-digit': 'One or more digits of that LPA reference are wrong. Ask the caller to read it out again.',
  'activation-key': 'That is an activation key, which starts with C. Ask for the LPA reference on the same letter.',
  'viewer-code': 'That is an access code for viewing an LPA, which starts with V. Ask for the LPA reference.',
  draft:
    'That is the number of a draft that is not registered yet. It becomes an LPA reference once OPG has received it.',
};

function refused(problem: LpaReferenceProblem): ParsedLpaReference {
  return { ok: false, problem, sentence: SENTENCES[problem] };
}

function inFours(twelveDigits: string): string {
  return `${twelveDigits.slice(0, 4)}-${twelveDigits.slice(4, 8)}-${twelveDigits.slice(8)}`;
}

/** Bare text in the stored form of the kind it has the shape of, right or wrong. */
function storedForm(bare: string): string | undefined {
  if (/^7[0-9]{11}$/.test(bare)) return inFours(bare);
  if (/^M[0-9]{12}$/.test(bare)) return `M-${inFours(bare.slice(1))}`;
  return /^[23][0-9]{6}$/.test(bare) ? bare : undefined;
}

function problemOf(bare: string): LpaReferenceProblem {
  if (bare === '') return 'empty';
  // Codes mix letters and digits; a digit is asked for so that a twelve-letter word is not taken for one.
  if (/^C(?=[A-Z]*[0-9])[A-Z0-9]{12}$/.test(bare)) return 'activation-key';
  if (/^V(?=[A-Z]*[0-9])[A-Z0-9]{12}$/.test(bare)) return 'viewer-code';
  return /^A[0-9]{11}$/.test(bare) ? 'draft' : 'not-a-reference';
}

/**
 * Reads an LPA reference however it was typed: with or without hyphens, with spaces, dashes or full-width digits, M in
 * either case. A refusal carries a sentence for the agent. Meris references have no check digit, so any 7 digits
 * starting 2 or 3 pass.
 */
export function parseLpaReference(text: string): ParsedLpaReference {
  const bare = bareReference(text);
  const stored = storedForm(bare);
  if (stored === undefined) return refused(problemOf(bare));
  const kind = checkedKind(stored);
  return kind ? { ok: true, reference: stored as LpaReference, kind } : refused('wrong-check-digit');
}

/**
 * References the text may have been meant as: those of the right check digit that are one wrong digit or one swap of
 * neighbours away, and for twelve digits without their M, that one first. Empty for a reference that is already right
 * and for text of any other length. They are guesses: look each one up before offering it.
 */
export function suggestLpaCorrections(text: string): LpaReference[] {
  const bare = bareReference(text);
  if (parseLpaReference(bare).ok) return [];
  const guesses = /^[0-9]{12}$/.test(bare)
    ? [`M${bare}`, ...oneSlipAway(bare)]
    : /^M[0-9]{12}$/.test(bare)
      ? oneSlipAway(bare.slice(1)).map((digits) => `M${digits}`)
      : [];
  return guesses.flatMap((guess) => {
    const parsed = parseLpaReference(guess);
    return parsed.ok ? [parsed.reference] : [];
  });
}

function checkedReference(bare: string): LpaReference {
  const parsed = parseLpaReference(bare);
  if (!parsed.ok) throw new RangeError('Not the digits of an LPA reference without its check digit');
  return parsed.reference;
}

/** Adds the check digit. @param payload 11 digits starting with 7. @throws RangeError for anything else. */
export function siriusReference(payload: string): LpaReference {
  return checkedReference(payload + checkDigitFor(payload, passesLuhn));
}

/** Adds the prefix and the check digit. @param payload 11 digits. @throws RangeError for anything else. */
export function modernisedReference(payload: string): LpaReference {
  return checkedReference(`M${payload}${checkDigitFor(payload, passesDamm)}`);
}

/** The beginning of an LPA reference as it is stored, however it was typed: hyphens after every four digits. */
export function lpaReferenceBeginning(text: string): string {
  const bare = text.replaceAll(/[\s-]/g, '').toUpperCase();
  const [, prefix = '', digits = ''] = /^(M?)([0-9]*)$/.exec(bare) ?? [];
  if (prefix === '' && !digits.startsWith('7')) return bare;
  const groups = digits.match(/[0-9]{1,4}/g) ?? [];
  return [...(prefix === '' ? [] : [prefix]), ...groups].join('-');
}
