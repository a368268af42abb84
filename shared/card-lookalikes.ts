import { parseInvoiceNumber, parseOrganisationReference, parsePaymentReference } from './checked-reference.ts';
import type { DigitGroup } from './digit-groups.ts';
import { parseLpaReference } from './lpa-reference.ts';

/** Groups `first` to `last` read as a number of another kind than a card's. */
export type Lookalike = {
  readonly first: number;
  readonly last: number;
  /** What stands between its own groups. */
  readonly separator: string;
  readonly kind: 'lpa' | 'meris' | 'telephone' | 'bank';
};

// Sizes of the groups UK telephone numbers are written in, their first digit being 0.
const TELEPHONE_SIZES = ['11', '10', '5 6', '5 5', '5 3 3', '3 4 4', '4 3 4', '4 7', '3 8'];

const OWN_REFERENCE = /(?<![A-Z])(?:ORG|LP|PT)(?:[ -]?[0-9]){6,8}[ -]?[A-Z](?![A-Z])/gi;
const UUID = /(?<![0-9A-Z])[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}(?![0-9A-Z])/gi;
const IBAN = /(?<![0-9A-Z])[A-Z]{2}[0-9]{2} ?[A-Z]{4}(?: ?[0-9]){14}(?! ?[0-9])/gi;
const INTERNATIONAL_TELEPHONE = /\+44 ?(?:\(0\) ?)?(?:[ -]?[0-9]){9,10}(?![ -]?[0-9])/g;

function isOwnReference(text: string): boolean {
  return [parseOrganisationReference, parseInvoiceNumber, parsePaymentReference].some((parse) => parse(text).ok);
}

/** Takes out what its letters or its plus sign show not to be a card number, leaving words that join nothing. */
export function withoutMarkedNumbers(plain: string): string {
  return plain
    .replaceAll(OWN_REFERENCE, (found) => (isOwnReference(found) ? ' our reference ' : found))
    .replaceAll(UUID, (found) => (/[A-F]/i.test(found) ? ' identifier ' : found))
    .replaceAll(IBAN, ' bank details ')
    .replaceAll(INTERNATIONAL_TELEPHONE, ' telephone ');
}

type Candidate = { readonly groups: readonly DigitGroup[]; readonly follows: string; readonly separator: string };

function kindOf({ groups, follows, separator }: Candidate): Lookalike['kind'] | undefined {
  const sizes = groups.map(({ digits }) => digits.length).join(' ');
  const digits = groups.map((group) => group.digits).join('');
  if (sizes === '7' && parseLpaReference(digits).ok) return 'meris';
  if (sizes === '12' || sizes === '4 4 4') {
    const prefix = /(?<![a-z])m[- ]?$/i.test(follows) ? 'M' : '';
    return parseLpaReference(prefix + digits).ok ? 'lpa' : undefined;
  }
  if (digits.startsWith('0') && TELEPHONE_SIZES.includes(sizes)) return 'telephone';
  return sizes === '2 2 2 8' && separator === '-' && groups[3]?.gap === ' ' ? 'bank' : undefined;
}

/** What stands between the groups, where it is the same throughout; before an account number a space may stand. */
function commonSeparator(groups: readonly DigitGroup[]): string | undefined {
  const gaps = groups.slice(1).map(({ gap }) => gap);
  const [separator = ''] = gaps;
  if (!['', '-', ' '].includes(separator)) return undefined;
  return gaps.every((gap, i) => gap === separator || (i === 2 && gap === ' ')) ? separator : undefined;
}

/** The reading of the groups from `first` on as another kind of number, if there is one. */
function lookalikeAt(groups: readonly DigitGroup[], first: number, plain: string): Lookalike | undefined {
  for (const count of [4, 3, 2, 1]) {
    const own = groups.slice(first, first + count);
    const separator = commonSeparator(own);
    const at = own[0]?.at;
    if (own.length < count || separator === undefined || at === undefined) continue;
    const kind = kindOf({ groups: own, follows: plain.slice(Math.max(0, at - 3), at), separator });
    if (kind) return { first, last: first + count - 1, separator, kind };
  }
  return undefined;
}

/** For each group, the number of another kind it belongs to, if any; none overlaps another. */
export function lookalikes(groups: readonly DigitGroup[], plain: string): (Lookalike | undefined)[] {
  const found: (Lookalike | undefined)[] = [];
  while (found.length < groups.length) {
    const lookalike = lookalikeAt(groups, found.length, plain);
    const end = lookalike ? lookalike.last + 1 : found.length + 1;
    while (found.length < end) found.push(lookalike);
  }
  return found;
}
