import { containsCardNumber } from '../../shared/card-number-guard.ts';
import {
  PRICED_KINDS,
  type FeeOrderContent,
  type FeeOrderRecord,
  type PricedKind,
} from '../../shared/contracts/fees.ts';
import { LocalDateSchema } from '../../shared/local-date.ts';
import { formatPounds, parsePounds, type Pence } from '../../shared/money.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** What is typed into the form, as text. */
export type FeeOrderEntry = Readonly<Record<'title' | 'citation' | 'effectiveFrom' | PricedKind, string>>;

export type EntryProblems = Partial<Record<keyof FeeOrderEntry, string>>;

export const EMPTY_ENTRY: FeeOrderEntry = {
  ...{ title: '', citation: '', effectiveFrom: '', full: '', half: '', repeat: '', quarter: '' },
};

/** What an Order says now, to be edited. */
export function entryOf(order: FeeOrderRecord): FeeOrderEntry {
  const price = (kind: PricedKind) => {
    const found = order.prices.find(({ feeKind }) => feeKind === kind);
    return found === undefined ? '' : formatPounds(found.amount).slice(1);
  };
  return {
    title: order.title,
    citation: order.citation ?? '',
    effectiveFrom: order.effectiveFrom,
    ...{ full: price('full'), half: price('half'), repeat: price('repeat'), quarter: price('quarter') },
  };
}

/** The content that was typed, or what is wrong with it, field by field. */
export function readEntry(
  entry: FeeOrderEntry,
): { readonly content: FeeOrderContent; readonly problems: null } | { readonly problems: EntryProblems } {
  const problems: EntryProblems = {};
  for (const name of ['title', 'citation'] as const) {
    if (containsCardNumber(entry[name])) problems[name] = CARD_NUMBER_REFUSED;
    else if (entry[name].trim() === '') problems[name] = name === 'title' ? 'Enter its title.' : 'Enter its citation.';
  }
  const day = LocalDateSchema.safeParse(entry.effectiveFrom);
  if (!day.success) problems.effectiveFrom = 'Enter the day it begins.';
  const amounts: Partial<Record<PricedKind, Pence>> = {};
  for (const kind of PRICED_KINDS) {
    const amount = parsePounds(entry[kind].trim());
    if (amount === undefined || amount <= 0) problems[kind] = 'Enter pounds, or pounds and pence: 92 or 92.50.';
    else amounts[kind] = amount;
  }
  const { full, half, repeat, quarter } = amounts;
  const priced = full !== undefined && half !== undefined && repeat !== undefined && quarter !== undefined;
  if (Object.keys(problems).length > 0 || !day.success || !priced) return { problems };
  const prices = { full, half, repeat, quarter };
  return {
    content: { title: entry.title.trim(), citation: entry.citation.trim(), effectiveFrom: day.data, prices },
    problems: null,
  };
}
