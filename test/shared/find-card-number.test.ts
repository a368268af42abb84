import { expect, it } from 'vitest';
import { findCardNumber } from '../../shared/find-card-number.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

it.each([
  ['the field', { commandId: 'a', ownReference: '4111 1111 1111 1111' }, 'own reference'],
  ['a field within', { lines: [{ amount: 1 }, { description: 'x4111111111111111' }] }, 'description'],
  ['a text of a list', { addressLines: ['1 High Street', '4111-1111-1111-1111'] }, 'address lines'],
  ['two fields', { name: '41111111', town: '1111 1111' }, 'name and town together'],
  ['a file', { file: { name: 'a.csv', bytes: base64('Payer,Note\nA,４１１１ 1111 1111 1111\n') } }, 'file'],
  ['a name of a field', { '4111111111111111': true }, 'name of a field'],
])('names %s', (_what, input, field) => {
  expect(findCardNumber(input)).toBe(field);
});

it.each([
  { amount: 4_111_111_111_111_111 },
  { subjectHash: `4111111111111111${'a1'.repeat(24)}` },
  { commandId: 'f3a2e6c0-1d4b-4c6e-9f61-4556d2a8b1c4', at: '2026-11-24T14:05:33.123Z' },
  { sortCode: '36-00-00', accountNumber: '00000008' },
  { lpaReference: '7000-0000-0252', telephone: '0300 456 0300' },
  { invoices: ['LP260000017X', 'LP260000025W'], lpas: ['700000000252', '700000000047'] },
  { file: { name: 'a.csv', bytes: base64('4111,1111,1111,1111\n1111111111111111\n') } },
  { body: new Uint8Array([4, 1, 1]) },
  null,
])('passes %j', (input) => {
  expect(findCardNumber(input)).toBeNull();
});
