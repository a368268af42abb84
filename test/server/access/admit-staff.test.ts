import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitStaff } from '../../../server/access/index.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { EXCLUSIVE_ROLES, ROLES, type Role } from '../../../shared/permissions.ts';
import { openBooks, type Books } from '../../support/books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const admit = (roles: readonly Role[], subject: string = randomUUID()) =>
  runCommand(
    books.system,
    'access.admitStaff',
    { commandId: randomUUID(), subject, name: 'A Person', email: 'a.person@example.gov.uk', roles },
    admitStaff,
  );

const rolesOf = async (staffId: number) =>
  (await books.rows<{ role: Role }>('select role from staff_role where staff_id = ? order by role', [staffId])).map(
    ({ role }) => role,
  );

test.each(ROLES)('a %s can be admitted', async (role) => {
  const { staffId } = await admit([role]);
  expect(await rolesOf(staffId)).toEqual([role]);
  const events = `select data from audit_event where subject = ? and kind = 'staff.admitted'`;
  expect(await books.rows(events, [`staff:${staffId}`])).toEqual([{ data: { name: 'A Person', roles: [role] } }]);
});

const pairs = ROLES.flatMap((one, at) => ROLES.slice(at + 1).map((other) => [one, other] as const));
const isExclusive = (one: Role, other: Role) =>
  EXCLUSIVE_ROLES.some((pair) => pair.includes(one) && pair.includes(other));

test('nobody holds two roles that exclude each other, in whichever order and among others; all other pairs may be held', async () => {
  for (const [one, other] of pairs) {
    for (const roles of [
      [one, other],
      [other, one],
    ] as const) {
      const subject = randomUUID();
      if (isExclusive(one, other)) {
        await expect(admit(roles, subject)).rejects.toThrow(/Nobody may be both/);
        await expect(admit([...roles, 'support'], subject)).rejects.toThrow(/Nobody may be both/);
        expect(await books.rows('select from staff where subject = ?', [subject])).toEqual([]);
      } else {
        expect(await rolesOf((await admit(roles, subject)).staffId)).toEqual(roles.toSorted());
      }
    }
  }
});

test('who takes money keeps no books, and who checks them does neither', () => {
  const books: readonly Role[] = ['finance', 'finance-manager'];
  const money: readonly Role[] = ['agent', 'team-leader'];
  for (const keeper of books) {
    for (const taker of money) expect(isExclusive(keeper, taker)).toBe(true);
  }
  for (const role of [...books, ...money]) expect(isExclusive('auditor', role)).toBe(true);
});

test('one person is admitted once, and an unknown role is refused', async () => {
  const subject = randomUUID();
  await admit(['agent'], subject);
  await expect(admit(['support'], subject)).rejects.toMatchObject({ constraint: 'staff_subject_key' });
  await expect(admit(['owner' as Role])).rejects.toMatchObject({ code: '23514' });
});
