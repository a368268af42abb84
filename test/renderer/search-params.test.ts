import { describe, expect, test } from 'vitest';
import { AuditSearch, InvoiceSearch, OrganisationsSearch, PaymentsSearch } from '../../renderer/search-params.ts';

describe('addresses', () => {
  test('a part that does not fit is left out, and the rest still opens the same list', () => {
    expect(OrganisationsSearch.parse({ text: 'ash', kind: 'bank', status: 'on-hold', sort: 'drop table' })).toEqual({
      text: 'ash',
      status: 'on-hold',
    });
    expect(InvoiceSearch.parse({ line: 'three' })).toEqual({});
    expect(PaymentsSearch.parse({ group: 'in-doubt', organisation: 'ORG000000A' })).toEqual({ group: 'in-doubt' });
    expect(AuditSearch.parse({ organisation: 7 })).toEqual({});
  });

  test('a filter of digits alone, which an address reads as a number, is still text', () => {
    expect(OrganisationsSearch.parse({ text: 1042 })).toEqual({ text: '1042' });
  });
});
