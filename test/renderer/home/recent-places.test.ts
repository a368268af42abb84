import { expect, test } from 'vitest';
import { withRecent } from '../../../renderer/home/recent-places.ts';

const of = (reference: string) => ({ reference, name: `Organisation ${reference}` });

test('the newest is on top, each is there once, and at most six are kept', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f'].map(of);
  expect(withRecent(before, of('c')).map((organisation) => organisation.reference)).toEqual([
    'c',
    'a',
    'b',
    'd',
    'e',
    'f',
  ]);
  expect(withRecent(before, of('g')).map((organisation) => organisation.reference)).toEqual([
    'g',
    'a',
    'b',
    'c',
    'd',
    'e',
  ]);
});

test('nothing of an organisation is kept but its reference and name', () => {
  const record = { ...of('a'), billingContact: 'Helen Ashworth' };
  expect(withRecent([], record)).toEqual([of('a')]);
});
