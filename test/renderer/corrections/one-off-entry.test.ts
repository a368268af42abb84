import { expect, test } from 'vitest';
import {
  EMPTY_LINE,
  lineProblems,
  oneOffRequest,
  type OneOffLineEntry,
} from '../../../renderer/corrections/one-off-entry.ts';
import { organisationReference } from '../../../shared/checked-reference.ts';
import { modernisedReference } from '../../../shared/lpa-reference.ts';

const LPA = modernisedReference('00000000042');
const TYPED: OneOffLineEntry = {
  ...EMPTY_LINE,
  ...{
    lpaReference: LPA.toLowerCase(),
    receivedOn: '2026-07-01',
    registeredOn: '2026-09-30',
    amount: '92',
    ownReference: ' ',
  },
};
const WHY = { reason: 'other', words: 'They asked' };

test('a line as typed is read in pence and days, with its reference as it is written', () => {
  expect(oneOffRequest(organisationReference(1), [TYPED], WHY)).toMatchObject({
    kind: 'one-off-invoice',
    lines: [{ lpaReference: LPA, amount: 9200, ownReference: null, description: null }],
  });
});

test.each([
  ['lpaReference', { lpaReference: '7000' }],
  ['receivedOn', { receivedOn: '' }],
  ['registeredOn', { registeredOn: '2026-06-30' }],
  ['amount', { amount: '92.005' }],
  ['amount', { amount: '0' }],
  ['amount', { feeKind: 'exempt' }],
  ['ownReference', { ownReference: '4444 3333 2222 1111' }],
] as const)('what is wrong is said at %s', (field, part) => {
  const line = { ...TYPED, ...part } as OneOffLineEntry;
  expect(Object.keys(lineProblems(line))).toEqual([field]);
  expect(oneOffRequest(organisationReference(1), [TYPED, line], WHY)).toBeUndefined();
});

test('an empty line has a problem at every field that must be there', () => {
  expect(Object.keys(lineProblems(EMPTY_LINE))).toEqual(['lpaReference', 'receivedOn', 'registeredOn', 'amount']);
});
