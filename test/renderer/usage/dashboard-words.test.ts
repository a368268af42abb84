import { describe, expect, test } from 'vitest';
import { alertWords, readThreshold, valueWords } from '../../../renderer/usage/alert-words.ts';
import { changeWords } from '../../../renderer/usage/change-words.ts';
import { registrationsOf } from '../../../renderer/usage/use-usage-search.ts';
import { organisationReference } from '../../../shared/checked-reference.ts';
import { localDate } from '../../../shared/local-date.ts';

describe('a change', () => {
  test.each([
    [112, 100, '12% more than a year ago'],
    [88, 100, '12% fewer than a year ago'],
    [1_001, 1_000, 'about as many as a year ago'],
    [5, 0, 'none a year ago'],
    [0, 0, null],
    [5, null, null],
  ] as const)('of %s after %s reads %s', (count, other, words) => {
    expect(changeWords(count, other, 'a year ago')).toBe(words);
  });
});

describe('a threshold', () => {
  test.each([
    ['registrations-in-a-day', '40', 40],
    ['registrations-in-a-day', ' 1,200 ', 1_200],
    ['registrations-in-a-day', '0', null],
    ['registrations-in-a-day', '4.5', null],
    ['registrations-in-a-day', '-4', null],
    ['next-bill', '£1,200.50', 120_050],
    ['next-bill', '1200', 120_000],
    ['next-bill', '0', null],
    ['next-bill', '12.345', null],
    ['next-bill', '', null],
  ] as const)('of %s typed as %s is %s', (measure, typed, threshold) => {
    expect(readThreshold(measure, typed)).toBe(threshold);
  });

  test('is told in words', () => {
    expect(alertWords('next-bill', 120_050)).toBe('a next bill of more than £1,200.50');
    expect(alertWords('registrations-in-a-day', 1)).toBe('more than 1 registration in a day');
    expect(valueWords('registrations-in-a-day', 1_200)).toBe('1,200 registrations');
  });
});

test('a figure leads to exactly the registrations it counts: its filters, its days with the last included, none withdrawn', () => {
  const organisation = organisationReference(100_001);
  const days = { from: localDate('2026-11-01'), before: localDate('2026-12-01') };
  expect(registrationsOf({ organisation, fee: 'half', channel: 'paper', way: 'feed' }, days)).toEqual({
    ...{ organisation, fee: 'half', channel: 'paper', way: 'feed', withdrawn: false },
    ...{ from: '2026-11-01', to: '2026-11-30' },
  });
});
