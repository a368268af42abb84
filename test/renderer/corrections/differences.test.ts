import { expect, test } from 'vitest';
import { correctionSearch } from '../../../renderer/corrections/correction-search.ts';
import { differenceWords } from '../../../renderer/corrections/corrections-columns.ts';
import { invoiceNumber, organisationReference } from '../../../shared/checked-reference.ts';
import type { BilledDifference } from '../../../shared/contracts/corrections.ts';
import { modernisedReference } from '../../../shared/lpa-reference.ts';
import { pence } from '../../../shared/money.ts';

const other = { reference: organisationReference(2), name: 'Right & Co' };
const difference: BilledDifference = {
  ...{
    registrationId: 1,
    lpaReference: modernisedReference('00000000042'),
    lineId: 7,
    invoice: invoiceNumber(2026, 1),
  },
  ...{
    organisation: { reference: organisationReference(1), name: 'Wrong & Co' },
    asks: 'credit',
    charged: pence(9200),
  },
  ...{ price: pence(4600), billedAs: 'full', nowIs: 'half', withdrawn: false, movedTo: null, correctionId: null },
};

test.each([
  [{}, 'Now half fee (remission): credit the difference', { correct: 'credit-note', line: 7, amount: '46.00' }],
  [
    { withdrawn: true, price: pence(0) },
    'Withdrawn: credit it whole',
    { correct: 'credit-note', line: 7, amount: '92.00' },
  ],
  [
    { asks: 'move', movedTo: other },
    'Belongs to Right & Co: move it',
    { correct: 'move-registration', line: 7, to: other.reference },
  ],
  [
    { asks: 'charge', billedAs: 'half', nowIs: 'full', charged: pence(4600), price: pence(9200) },
    'Now full fee: goes onto the next bill by itself',
    { correct: 'debit-correction', line: 7 },
  ],
] as const)('a difference says what it asks for, and opens the form that does it: %j', (part, words, search) => {
  const row: BilledDifference = { ...difference, ...part };
  expect(differenceWords(row)).toBe(words);
  expect(correctionSearch(row)).toEqual(search);
});
