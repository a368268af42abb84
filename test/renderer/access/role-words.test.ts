import { describe, expect, test } from 'vitest';
import { excludedBy, roleWords } from '../../../renderer/access/role-words.ts';
import { EXCLUSIVE_ROLES, ROLES } from '../../../shared/permissions.ts';

describe('a role beside those that are ticked', () => {
  test('is excluded by exactly the roles it may not be held with', () => {
    for (const one of ROLES) {
      for (const other of ROLES) {
        const isPair = EXCLUSIVE_ROLES.some((pair) => one !== other && pair.includes(one) && pair.includes(other));
        expect([one, other, excludedBy(one, [other])]).toEqual([one, other, isPair ? other : null]);
      }
    }
  });

  test('is free where nothing is ticked', () => {
    expect(ROLES.map((role) => excludedBy(role, []))).toEqual(ROLES.map(() => null));
  });
});

test('roles are said as staff call them', () => {
  expect([roleWords([]), roleWords(['agent', 'team-leader'])]).toEqual([
    ...['No role', 'Contact-centre agent, Team leader'],
  ]);
});
