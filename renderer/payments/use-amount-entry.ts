import { useState } from 'react';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { readAmountEntry } from './amount-entry.ts';

/** What is typed as the amount, and what is wrong with it: at once for a card number, on asking for all else. */
export function useAmountEntry() {
  const [text, setText] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const entry = readAmountEntry(text);
  return {
    text,
    entry,
    wrong: entry.kind === 'wrong' && (wasAsked || entry.isCardNumber) ? entry.sentence : null,
    type: (typed: string) => {
      setText(typed);
      setWasAsked(false);
    },
    takePart: (part: Pence) => setText(formatPounds(part).replace('£', '')),
    ask: () => setWasAsked(true),
  };
}
