import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { parsePounds, type Pence } from '../../shared/money.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** What was typed as the amount to take: nothing, which means all that is due; a sum; or something to put right. */
export type AmountEntry =
  | { readonly kind: 'all' }
  | { readonly kind: 'part'; readonly amount: Pence }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly isCardNumber: boolean };

function wrong(sentence: string, isCardNumber = false): AmountEntry {
  return { kind: 'wrong', sentence, isCardNumber };
}

/** Reads an amount as people type it. Whether it may be taken is the server's to say. */
export function readAmountEntry(text: string): AmountEntry {
  const typed = text.trim();
  if (typed === '') return { kind: 'all' };
  if (containsCardNumber(typed)) return wrong(CARD_NUMBER_REFUSED, true);
  const amount = parsePounds(typed);
  if (amount === undefined) return wrong('Enter pounds, or pounds and pence, like 92 or 92.50.');
  if (amount <= 0) return wrong('Enter an amount of at least 1 penny, or leave it empty for all that is due.');
  return { kind: 'part', amount };
}
