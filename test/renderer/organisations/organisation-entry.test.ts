import { describe, expect, test } from 'vitest';
import {
  EMPTY_ENTRY,
  entryOf,
  readEntry,
  type OrganisationEntry,
} from '../../../renderer/organisations/organisation-entry.ts';
import { editedWords } from '../../../renderer/organisations/organisation-words.ts';
import type { OrganisationRecord } from '../../../shared/contracts/organisations.ts';

const TYPED: OrganisationEntry = {
  ...EMPTY_ENTRY,
  ...{ name: ' Ellery & Co ', address: '2 High Street\n\n Floor 3 ', town: 'Testford', postcode: 'zz1 1zz' },
  ...{ contactName: 'A Person', contactEmail: ' a@example.com ', creditTermsDays: '14', purchaseOrder: ' ' },
};

const problemsOf = (typed: Partial<OrganisationEntry>) => readEntry({ ...TYPED, ...typed }).problems;

describe('an organisation as typed', () => {
  test('is read without the spaces around it, its address a line each, and nothing where nothing was typed', () => {
    expect(readEntry(TYPED)).toEqual({
      problems: null,
      particulars: {
        ...{ name: 'Ellery & Co', kind: 'solicitor', addressLines: ['2 High Street', 'Floor 3'], town: 'Testford' },
        ...{ postcode: 'ZZ1 1ZZ', creditTermsDays: 14, billingCycle: 'monthly' },
        billingContact: { name: 'A Person', role: '', email: 'a@example.com', phone: '' },
        ...{ purchaseOrderRequired: false, purchaseOrder: null },
      },
    });
  });

  test('with nothing in it has a problem at what is needed, and at nothing else', () => {
    expect(Object.keys(readEntry(EMPTY_ENTRY).problems ?? {}).toSorted()).toEqual([
      ...['address', 'name', 'postcode', 'town'],
    ]);
  });

  test.each([
    ['contactEmail', 'not an address'],
    ['contactPhone', 'ring the bell'],
    ['creditTermsDays', '1.5'],
    ['creditTermsDays', '366'],
    ['creditTermsDays', ''],
    ['postcode', 'nowhere'],
    ['address', '1\n2\n3\n4\n5'],
  ] as const)('with %s of %j has a problem there alone', (field, value) => {
    expect(Object.keys(problemsOf({ [field]: value }) ?? {})).toEqual([field]);
  });

  test.each(['name', 'address', 'purchaseOrder', 'contactName'] as const)(
    'with a card number as %s is not read',
    (field) => {
      expect(problemsOf({ [field]: '4444 3333 2222 1111' })?.[field]).toContain('card number');
    },
  );
});

test('what is edited and left alone is read as it was', () => {
  const record = {
    ...{ name: 'Ellery', kind: 'charity', addressLines: ['1 Road', '2 Street'], town: 'Testford', postcode: 'ZZ1 1ZZ' },
    billingContact: { name: 'A', role: 'B', email: 'a@example.com', phone: '01632 960001' },
    ...{ creditTermsDays: 30, billingCycle: 'quarterly', purchaseOrderRequired: true, purchaseOrder: 'PO-1' },
  } as unknown as OrganisationRecord;
  expect(readEntry(entryOf(record))).toMatchObject({ particulars: record });
});

test('what an edit came to is said in words', () => {
  const name = { label: 'Name', from: 'A', to: 'B' };
  const terms = { label: 'Credit terms', from: '30 days', to: '60 days' };
  expect(editedWords({ applied: [], waiting: [], approvalId: null })).toContain('nothing is changed');
  expect(editedWords({ applied: [name], waiting: [terms], approvalId: 1 })).toBe(
    'Changed: Name. Sent for approval, and not so yet: Credit terms.',
  );
});
