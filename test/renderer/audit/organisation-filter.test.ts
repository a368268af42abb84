import { expect, test } from 'vitest';
import { readOrganisationFilter } from '../../../renderer/audit/organisation-filter.ts';
import { organisationReference } from '../../../shared/checked-reference.ts';

test('nothing typed is every organisation; a reference in any writing is that one; anything else says what is wrong', () => {
  const reference = organisationReference(104_233);
  expect(readOrganisationFilter(' ')).toEqual({ kind: 'all' });
  expect(readOrganisationFilter(` ${reference.toLowerCase()} `)).toEqual({ kind: 'one', reference });
  expect(readOrganisationFilter('ORG10')).toMatchObject({ kind: 'incomplete' });
});
