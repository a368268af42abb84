import { expect, test } from 'vitest';
import { triedWords } from '../../../renderer/ledger/unsettled-words.ts';
import { instant } from '../../../shared/instant.ts';

const at = instant(new Date('2026-11-24T14:05:00.000Z'));

test.each([
  [
    'in-doubt',
    { looks: 12, lastAt: at, failed: 3, nextAt: at },
    'Asked Pay 12 times, last 24 Nov 2026, 14:05; 3 unanswered; again 14:05',
  ],
  ['not-captured', { looks: 1, lastAt: at, failed: 0, nextAt: null }, 'Asked Pay once, last 24 Nov 2026, 14:05'],
  ['in-doubt', { looks: 0, lastAt: null, failed: 0, nextAt: null }, 'No answer of Pay yet'],
  ['suspense', { looks: 0, lastAt: null, failed: 0, nextAt: null }, 'Nothing: a person has to say whose it is'],
] as const)('%s: what the system has done', (kind, tried, words) => {
  expect(triedWords({ kind, tried })).toBe(words);
});
