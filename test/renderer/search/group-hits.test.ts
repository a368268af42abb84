import { describe, expect, test } from 'vitest';
import { groupHits } from '../../../renderer/search/group-hits.ts';
import type { SearchHit } from '../../../shared/contracts/reports.ts';
import { organisationReference } from '../../../shared/checked-reference.ts';

const reference = organisationReference(104_233);

function hit(kind: SearchHit['kind'], title: string): SearchHit {
  const target = { screen: 'organisation', reference } as const;
  return { kind, title, subtitle: '', outstanding: null, organisation: reference, target };
}

describe('groupHits', () => {
  test('keeps the best hit first, and numbers hits in the order that arrows walk them', () => {
    const groups = groupHits([hit('invoice', 'a'), hit('organisation', 'b'), hit('invoice', 'c')]);
    expect(groups.map((group) => group.title)).toEqual(['Invoices', 'Organisations']);
    const walked = groups.flatMap((group) => group.hits.map(({ hit: { title }, position }) => [position, title]));
    expect(walked).toEqual([
      [0, 'a'],
      [1, 'c'],
      [2, 'b'],
    ]);
  });
});
