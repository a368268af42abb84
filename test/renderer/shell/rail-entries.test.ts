import { describe, expect, test } from 'vitest';
import { railEntriesFor } from '../../../renderer/shell/rail-entries.ts';
import { permissionsOf, type Role } from '../../../shared/permissions.ts';

function placesOf(role: Role): string[] {
  return railEntriesFor(permissionsOf([role])).map((entry) => entry.title);
}

describe('the rail', () => {
  test.each<[Role, string[]]>([
    [
      'agent',
      ['Take a call', 'Call-backs', 'Organisations', 'Usage', 'Card payments', 'Refunds', 'Correspondence', 'Fees'],
    ],
    [
      'finance',
      [
        'Organisations',
        'Usage',
        'Bill runs',
        'Corrections',
        'Card payments',
        'Post',
        'Bank transfers',
        'Suspense',
        'Refunds',
        'Chasing',
        'Correspondence',
        'Fees',
        'Approvals',
        'Unsettled money',
        'Books as at',
      ],
    ],
    [
      'auditor',
      [
        'Organisations',
        'Usage',
        'Bill runs',
        'Card payments',
        'Post',
        'Bank transfers',
        'Suspense',
        'Refunds',
        'Correspondence',
        'Fees',
        'Approvals',
        'Staff',
        'Audit',
        'Unsettled money',
        'Books as at',
        'Books check',
      ],
    ],
    ['administrator', ['Approvals', 'Staff', 'Audit']],
  ])('shows %s only what the role may open', (role, places) => {
    expect(placesOf(role)).toEqual(places);
  });
});
