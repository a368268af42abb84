import { containsCardNumber, isCardNumber } from './card-number-guard.ts';
import { textOfBase64 } from './base64-text.ts';
import { plainText } from './digit-groups.ts';

/** A hash of what somebody was shown: made by a machine, and checked against another by the command that takes it. */
const HASH = /^(?=.*[a-f])[0-9a-f]{64}$/;
const MOST_FIELDS = 4;
/** No command's input is nested so deep: what is, its schema refuses. */
const DEEPEST = 50;

interface Field {
  readonly name: string;
  readonly text: string;
}

/**
 * The name of the field, in words, that holds what looks like a card number; null when none does. Looks at every text in
 * a command's input at any depth, at names of fields too, and at neighbouring fields that hold nothing but digits, so
 * that a number split over them is seen. What is a number in the input (money, an id) is not text and passes.
 */
export function findCardNumber(input: unknown, name = 'text', depth = 0): string | null {
  if (name !== 'bytes' && typeof input === 'string')
    return !HASH.test(input) && containsCardNumber(input) ? inWords(name) : null;
  if (name === 'bytes' && typeof input === 'string') return fileHoldsCardNumber(input) ? 'file' : null;
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input) || depth > DEEPEST) return null;
  const entries = Array.isArray(input) ? input.map((value): [string, unknown] => [name, value]) : Object.entries(input);
  for (const [key, value] of entries) {
    if (containsCardNumber(key)) return 'name of a field';
    const found = findCardNumber(value, key, depth + 1);
    if (found !== null) return found;
  }
  return findSplit(entries.flatMap(([key, value]) => (typeof value === 'string' ? [{ name: key, text: value }] : [])));
}

/** Cells are looked at one by one: numbers of different columns, run together, are no card number. */
function fileHoldsCardNumber(base64: string): boolean {
  return textOfBase64(base64)
    .split(/[\r\n,;\t"]/)
    .some(containsCardNumber);
}

/** Neighbouring fields, four at most, that make up exactly one card number. A sort code and account number do not. */
function findSplit(fields: readonly Field[]): string | null {
  for (const [first, { name }] of fields.entries()) {
    let digits = '';
    for (const [place, field] of fields.slice(first, first + MOST_FIELDS).entries()) {
      const own = digitsAlone(field.text);
      if (own === null || (place === 1 && digits.length === 6 && own.length === 8)) break;
      digits += own;
      if (place > 0 && isCardNumber(digits)) {
        return field.name === name ? inWords(name) : `${inWords(name)} and ${inWords(field.name)} together`;
      }
    }
  }
  return null;
}

/** The digits of a text that is nothing else but a few marks; null for any other. */
function digitsAlone(text: string): string | null {
  if (text.length > 40) return null;
  const plain = plainText(text);
  return /^[ \n./-]*[0-9][0-9 \n./-]*$/.test(plain) ? plain.replaceAll(/[^0-9]/g, '') : null;
}

/** 'ownReference' as 'own reference'. */
function inWords(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
