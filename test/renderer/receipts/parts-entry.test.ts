import { describe, expect, test } from 'vitest';
import { whyNotRead } from '../../../renderer/receipts/chosen-file.ts';
import {
  EMPTY_PART,
  partProblems,
  readParts,
  togetherProblem,
  typedAmount,
} from '../../../renderer/receipts/parts-entry.ts';
import { invoiceNumber, organisationReference } from '../../../shared/checked-reference.ts';

const [one, other] = [organisationReference(1), organisationReference(2)];
const [first, second] = [invoiceNumber(2026, 1), invoiceNumber(2026, 2)];

describe('parts of a payment as they are typed', () => {
  test('the only part is the whole, for the invoices named, however they are parted', () => {
    const part = { ...EMPTY_PART, organisation: one.toLowerCase(), invoices: `${first}, ${second};${first}` };
    expect(readParts(typedAmount('92'), [part])).toEqual([
      { organisation: one, amount: 9200, invoices: [first, second], lineIds: [] },
    ]);
  });

  test('several parts say what each gets, and must come to the whole', () => {
    const parts = [
      { ...EMPTY_PART, organisation: one, amount: '92.00' },
      { ...EMPTY_PART, organisation: other, amount: '46' },
    ];
    expect(togetherProblem(typedAmount('138'), parts)).toBeNull();
    expect(togetherProblem(typedAmount('140'), parts)).toContain('£2.00 is still to be given');
    expect(togetherProblem(typedAmount('100'), parts)).toContain('£38.00 too much');
    const twice = parts.map((part) => ({ ...part, organisation: one }));
    expect(togetherProblem(typedAmount('138'), twice)).toBe('Name each organisation once.');
  });

  test('what is wrong is said field by field, and nothing is sent of it', () => {
    const part = { organisation: 'ORG1', amount: '1.005', invoices: 'LP1' };
    expect(Object.keys(partProblems(part, false))).toEqual(['organisation', 'amount', 'invoices']);
    expect(Object.keys(partProblems(part, true))).toEqual(['organisation', 'invoices']);
    expect(readParts(typedAmount('92'), [part])).toBeUndefined();
    for (const text of ['', '0', '-5', '1.005', '=1']) expect(typedAmount(text)).toBeUndefined();
  });
});

test('a file that cannot be an advice is told before it is read', () => {
  expect(whyNotRead({ name: 'advice.csv', size: 100 })).toBeNull();
  expect(whyNotRead({ name: 'advice.xlsx', size: 100 })).toContain('CSV');
  expect(whyNotRead({ name: 'advice.csv', size: 0 })).toContain('empty');
  expect(whyNotRead({ name: 'advice.csv', size: 200_000 })).toContain('128 KB');
  expect(whyNotRead({ name: '4111 1111 1111 1111.csv', size: 1 })).not.toBeNull();
});
