import { expect, test } from 'vitest';
import { ageWords, becauseWords, suggestionWords } from '../../../renderer/suspense/suspense-words.ts';
import { organisationReference } from '../../../shared/checked-reference.ts';
import { SUGGESTION_REASONS, type SuspenseRow, type SuspenseSuggestion } from '../../../shared/contracts/suspense.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';

const suggested = (name: string): SuspenseSuggestion => ({
  organisation: { reference: organisationReference(1), name },
  because: 'reference',
  detail: 'LP26000123K',
});
const row = (...names: string[]): SuspenseRow => ({
  ...{ suspenseId: 1, channel: 'bank-transfer', payer: null, reference: null, amount: pence(1) },
  ...{ receivedOn: localDate('2026-11-20'), ageDays: 4, suggestions: names.map(suggested) },
});

test('how long money waits is said in days', () => {
  expect([0, 1, 2, 1200].map((ageDays) => ageWords({ ageDays }))).toEqual(['Today', '1 day', '2 days', '1,200 days']);
});

test('the surest suggestion is named, with how many more there are', () => {
  expect([row(), row('Pike'), row('Pike', 'Quill', 'Zephyr')].map(suggestionWords)).toEqual([
    '',
    'Pike',
    'Pike and 2 more',
  ]);
});

test('every reason is said in words of its own', () => {
  const all = SUGGESTION_REASONS.map((because) => becauseWords({ ...suggested('Pike'), because }));
  expect(new Set(all).size).toBe(SUGGESTION_REASONS.length);
  expect(becauseWords({ ...suggested('Pike'), because: 'open-amount', detail: null })).toBe('Owes exactly this amount');
});
