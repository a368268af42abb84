import { expect, test } from 'vitest';
import { beginningsOf, likeLiteral, withoutControls } from '../../../server/platform/typed-text.ts';

test.each([
  ['  Harrow  ', 'Harrow'],
  ['a\u0000b', 'a b'],
  ['a\r\nb\tc', 'a  b c'],
  ['\u0000\u0007', ''],
  ['100% _\\', '100% _\\'],
  ['\u202Eabc', '\u202Eabc'],
])('%j is asked for as %j', (typed, asked) => {
  expect(withoutControls(typed)).toBe(asked);
});

test('the signs of a pattern mean themselves', () => {
  expect(likeLiteral('50%_a\\b')).toBe('50\\%\\_a\\\\b');
});

test.each([
  ['ls1 4ap', { reference: 'LS14AP%', postcode: 'LS14AP%' }],
  ['org-100 001', { reference: 'ORG100001%', postcode: 'ORG100001%' }],
  ['or', { reference: '', postcode: 'OR%' }],
  [' - ', { reference: '', postcode: '' }],
  ['1%', { reference: '1\\%%', postcode: '1\\%%' }],
])('what begins with %j', (typed, patterns) => {
  expect(beginningsOf(typed)).toEqual(patterns);
});
