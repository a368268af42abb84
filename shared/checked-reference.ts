import { z } from 'zod';
import { checkLetter } from './check-letter.ts';
import { oneSlipAway } from './check-digits.ts';
import { bareReference } from './typed-reference.ts';

export type CheckedReferenceKind = 'organisation' | 'invoice' | 'credit-note' | 'payment';

type Form = {
  readonly prefix: string;
  readonly digits: number;
  readonly offset: number;
  /** Sizes of the groups of digits when read out. */
  readonly spoken: readonly number[];
  readonly called: string;
  readonly example: string;
};

// All are upper case letters and digits and fit the 18 characters of a bank transfer's reference.
const FORMS: Readonly<Record<CheckedReferenceKind, Form>> = {
  organisation: {
    ...{ prefix: 'ORG', digits: 6, offset: 11, spoken: [3, 3] },
    ...{ called: 'an organisation reference', example: 'ORG104233K' },
  },
  invoice: {
    ...{ prefix: 'LP', digits: 8, offset: 6, spoken: [2, 3, 3] },
    ...{ called: 'an invoice number', example: 'LP26000123K' },
  },
  'credit-note': {
    ...{ prefix: 'CN', digits: 8, offset: 2, spoken: [2, 3, 3] },
    ...{ called: 'a credit note number', example: 'CN26000123F' },
  },
  payment: {
    ...{ prefix: 'PT', digits: 8, offset: 17, spoken: [4, 4] },
    ...{ called: 'a payment reference', example: 'PT10000427M' },
  },
};

const KINDS: readonly CheckedReferenceKind[] = ['organisation', 'invoice', 'credit-note', 'payment'];

function hasForm(kind: CheckedReferenceKind, text: string): boolean {
  const { prefix, digits } = FORMS[kind];
  return text.startsWith(prefix) && new RegExp(`^[0-9]{${digits}}[A-Z]$`).test(text.slice(prefix.length));
}

function withLetter(kind: CheckedReferenceKind, digits: string): string {
  const { prefix, offset } = FORMS[kind];
  return prefix + digits + checkLetter(digits, offset);
}

function isCorrect(kind: CheckedReferenceKind, text: string): boolean {
  return hasForm(kind, text) && withLetter(kind, text.slice(FORMS[kind].prefix.length, -1)) === text;
}

function schemaText(kind: CheckedReferenceKind): z.ZodString {
  return z.string().refine((text) => isCorrect(kind, text), `must be ${FORMS[kind].called} with its check letter`);
}

/** 'ORG104233K' on the wire: upper case, unbroken, check letter right. */
export const OrganisationReferenceSchema = schemaText('organisation').brand<'OrganisationReference', 'inout'>();

/** 'LP26000123K' on the wire: upper case, unbroken, check letter right. */
export const InvoiceNumberSchema = schemaText('invoice').brand<'InvoiceNumber', 'inout'>();

/** A credit note's number on the wire: upper case, unbroken, check letter right. */
export const CreditNoteNumberSchema = schemaText('credit-note').brand<'CreditNoteNumber', 'inout'>();

/** 'PT10000427M' on the wire: upper case, unbroken, check letter right. */
export const PaymentReferenceSchema = schemaText('payment').brand<'PaymentReference', 'inout'>();

/** Names an organisation: ORG, six digits, check letter. */
export type OrganisationReference = z.infer<typeof OrganisationReferenceSchema>;
/** Names an invoice: LP, the financial year's first two digits, six of sequence, check letter. */
export type InvoiceNumber = z.infer<typeof InvoiceNumberSchema>;
/** Names a credit note: CN, the financial year's first two digits, six of sequence, check letter. */
export type CreditNoteNumber = z.infer<typeof CreditNoteNumberSchema>;
/** Names one attempt to pay: PT, eight digits, check letter. */
export type PaymentReference = z.infer<typeof PaymentReferenceSchema>;
export type CheckedReference = OrganisationReference | InvoiceNumber | CreditNoteNumber | PaymentReference;

type ReferenceOf = {
  organisation: OrganisationReference;
  invoice: InvoiceNumber;
  'credit-note': CreditNoteNumber;
  payment: PaymentReference;
};

export type CheckedReferenceProblem = 'empty' | 'not-a-reference' | 'wrong-check-letter';

type Refused = { readonly ok: false; readonly problem: CheckedReferenceProblem; readonly sentence: string };
export type ParsedReference<R extends CheckedReference> = { readonly ok: true; readonly reference: R } | Refused;

function padded(n: number, digits: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= 10 ** digits) {
    throw new RangeError(`The number of a reference is a whole number of at most ${digits} digits`);
  }
  return String(n).padStart(digits, '0');
}

/** The reference of organisation number `n`, 0 to 999,999. @throws RangeError outside that. */
export function organisationReference(n: number): OrganisationReference {
  return withLetter('organisation', padded(n, 6)) as OrganisationReference;
}

/**
 * The number of an invoice.
 * @param financialYear the year it starts in, 2000 to 2099: 2026 is shown as 26
 * @param sequence 0 to 999,999
 * @throws RangeError outside those
 */
export function invoiceNumber(financialYear: number, sequence: number): InvoiceNumber {
  return withLetter('invoice', padded(financialYear - 2000, 2) + padded(sequence, 6)) as InvoiceNumber;
}

/** The number of a credit note, numbered as invoices are. @throws RangeError as `invoiceNumber`. */
export function creditNoteNumber(financialYear: number, sequence: number): CreditNoteNumber {
  return withLetter('credit-note', padded(financialYear - 2000, 2) + padded(sequence, 6)) as CreditNoteNumber;
}

/** The reference of payment number `n`, 0 to 99,999,999. @throws RangeError outside that. */
export function paymentReference(n: number): PaymentReference {
  return withLetter('payment', padded(n, 8)) as PaymentReference;
}

function sentenceFor(kind: CheckedReferenceKind, problem: CheckedReferenceProblem): string {
  const { called, example } = FORMS[kind];
  if (problem === 'empty') return `Enter ${called}.`;
  if (problem === 'not-a-reference') return `That is not ${called}. They look like ${example}.`;
  return `That is not quite ${called}: the letter at the end does not fit its digits. Ask for it to be read out again.`;
}

function parse<K extends CheckedReferenceKind>(kind: K, text: string): ParsedReference<ReferenceOf[K]> {
  const bare = bareReference(text);
  if (isCorrect(kind, bare)) return { ok: true, reference: bare as ReferenceOf[K] };
  const problem = bare === '' ? 'empty' : hasForm(kind, bare) ? 'wrong-check-letter' : 'not-a-reference';
  return { ok: false, problem, sentence: sentenceFor(kind, problem) };
}

/** Reads an organisation reference typed in any case, with spaces or hyphens anywhere. */
export function parseOrganisationReference(text: string): ParsedReference<OrganisationReference> {
  return parse('organisation', text);
}

/** Reads an invoice number typed in any case, with spaces or hyphens anywhere. */
export function parseInvoiceNumber(text: string): ParsedReference<InvoiceNumber> {
  return parse('invoice', text);
}

/** Reads a credit note number typed in any case, with spaces or hyphens anywhere. */
export function parseCreditNoteNumber(text: string): ParsedReference<CreditNoteNumber> {
  return parse('credit-note', text);
}

/** Reads a payment reference typed in any case, with spaces or hyphens anywhere. */
export function parsePaymentReference(text: string): ParsedReference<PaymentReference> {
  return parse('payment', text);
}

function kindOf(bare: string): CheckedReferenceKind | undefined {
  return KINDS.find((kind) => bare.startsWith(FORMS[kind].prefix));
}

/** In groups for reading out over the telephone: 'PT 1000 0427 M', 'LP 26 000 123 K', 'ORG 104 233 K'. */
export function speakReference(reference: CheckedReference): string {
  const kind = kindOf(reference);
  if (!kind) return reference;
  const { prefix, spoken } = FORMS[kind];
  const groups: string[] = [prefix];
  let at = prefix.length;
  for (const size of spoken) {
    groups.push(reference.slice(at, at + size));
    at += size;
  }
  return [...groups, reference.slice(at)].join(' ');
}

/** Letters written where a digit belongs, as the digits they are taken for. */
function lettersAsDigits(text: string): string {
  return text.replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll('S', '5').replaceAll('B', '8');
}

/**
 * References the text may have been meant as: a letter written for a digit, the check letter missing or wrong, one wrong
 * digit, or two neighbouring digits swapped. Empty for a reference that is already right and for text of another shape.
 * They are guesses: look each one up before offering it.
 */
export function suggestReferenceCorrections(text: string): CheckedReference[] {
  const bare = bareReference(text);
  const kind = kindOf(bare);
  if (!kind || isCorrect(kind, bare)) return [];
  const { prefix, digits: length } = FORMS[kind];
  const digits = lettersAsDigits(bare.slice(prefix.length, prefix.length + length));
  const letter = bare.slice(prefix.length + length);
  if (!new RegExp(`^[0-9]{${length}}$`).test(digits) || !/^[A-Z]?$/.test(letter)) return [];
  const likely = withLetter(kind, digits);
  const others = oneSlipAway(digits).map((guess) => withLetter(kind, guess));
  return [likely, ...others.filter((guess) => letter !== '' && guess.endsWith(letter))] as CheckedReference[];
}
