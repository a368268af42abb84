import { randomUUID } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createAppRouter } from '../../../server/app-router.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createCallerFactory, type Context } from '../../../server/platform/trpc.ts';
import { APPROVAL_KINDS } from '../../../shared/approval-kinds.ts';
import {
  isPermitted,
  PERMISSION_NAMES,
  PERMISSIONS,
  ROLES,
  type Permission,
  type Role,
} from '../../../shared/permissions.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { noPayments } from '../http/no-payments.ts';

const log = createLogger('silent');
const appRouter = createAppRouter(noPayments(log));

interface Procedure {
  readonly path: string;
  readonly type: string;
  readonly permission: Permission;
  readonly inputs: readonly unknown[];
  readonly output: unknown;
}

const procedures: Procedure[] = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { _def: def } = procedure as unknown as { _def: Record<string, unknown> };
  const { permission } = (def['meta'] ?? {}) as { permission?: Permission };
  return {
    path,
    type: def['type'] as string,
    permission: permission as Permission,
    inputs: (def['inputs'] ?? []) as unknown[],
    output: def['output'],
  };
});

let books: Books;
let people: Record<Role, StaffActor>;
beforeAll(async () => {
  books = await openBooks();
  const admitted = [];
  for (const role of ROLES) admitted.push([role, await books.staff(role)] as const);
  people = Object.fromEntries(admitted) as Record<Role, StaffActor>;
});
afterAll(() => books.close());

/** What calling a procedure with an input, empty unless given, comes to: tRPC's code, or 'answered'. */
async function call(path: string, actor: StaffActor | null, input: object = {}): Promise<string> {
  const ctx: Context = { requestId: randomUUID(), actor, em: books.orm.em.fork(), clock: books.clock, log };
  const caller = createCallerFactory(appRouter)(ctx) as unknown as Record<
    string,
    Record<string, (input: object) => Promise<unknown>>
  >;
  const [slice = '', name = ''] = path.split('.');
  try {
    await caller[slice]?.[name]?.(input);
    return 'answered';
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

test('there are procedures to look at, of every slice that has any', () => {
  expect(procedures.length).toBeGreaterThanOrEqual(20);
  const slices = new Set(procedures.map(({ path }) => path.replace(/\..*/, '')));
  expect(slices).toEqual(
    new Set([
      ...['access', 'approvals', 'audit', 'billing', 'billRuns', 'corrections', 'fees', 'ledger', 'organisations'],
      ...['allocation', 'callBacks', 'chasing', 'correspondence', 'live', 'payments'],
      ...['receipts', 'refunds', 'reports', 'suspense', 'usage'],
    ]),
  );
});

describe.each(procedures)('$path', ({ path, type, permission, inputs, output }) => {
  test('names a permission of the table', () => {
    expect(PERMISSION_NAMES).toContain(permission);
  });

  test('has one input, which refuses a key it does not know, and a declared output', () => {
    expect(inputs).toHaveLength(1);
    const [input] = inputs;
    if (!(input instanceof z.ZodType)) throw new Error('The input is not a schema');
    const refused = input.safeParse({ keyThatNobodyKnows: 1 });
    expect(refused.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys');
    expect(output).toBeInstanceOf(z.ZodType);
    expect(['query', 'mutation', 'subscription']).toContain(type);
  });

  test('changes nothing without a command id', () => {
    if (type !== 'mutation') return;
    const [input] = inputs as [z.ZodType];
    const paths = input.safeParse({}).error?.issues.map((issue) => issue.path.join('.'));
    expect(paths).toContain('commandId');
  });

  test('takes no card number in any field, whatever it is called', async () => {
    if (type !== 'mutation') return;
    const [holder] = PERMISSIONS[permission];
    const actor = people[holder];
    expect(await call(path, actor, { anyField: [{ deep: '４１１１ 1111-1111.1111' }] })).toBe('UNPROCESSABLE_CONTENT');
    expect(await call(path, actor, { anyField: [{ deep: '7000-0000-0252' }] })).toBe('BAD_REQUEST');
  });

  test('is for nobody who is not signed in', async () => {
    expect(await call(path, null)).toBe('UNAUTHORIZED');
  });

  test.each(ROLES)('%s: as the table says', async (role) => {
    const outcome = await call(path, people[role]);
    const holders: readonly Role[] = PERMISSIONS[permission];
    expect(outcome === 'FORBIDDEN').toBe(!holders.includes(role));
    // Whoever may call it gets as far as the input, or an answer where the input may be empty.
    if (holders.includes(role)) expect(['answered', 'BAD_REQUEST']).toContain(outcome);
  });

  test('nobody without a role may call it', async () => {
    expect(await call(path, { ...people.agent, roles: [] })).toBe('FORBIDDEN');
  });
});

test('every permission is needed by some procedure or to decide some kind of approval, and every member of staff may look after their own session', () => {
  const needed = [...procedures, ...Object.values(APPROVAL_KINDS)].map(({ permission }) => permission);
  // What the registration service may do is asked by its own route, which is no procedure.
  expect(new Set([...needed, 'usage.feed'])).toEqual(new Set(PERMISSION_NAMES));
  for (const role of ROLES) expect(isPermitted([role], 'session.own')).toBe(role !== 'usage-feed');
});

test('every role holds some permission, and the machine that posts registrations holds no other', () => {
  const holders = new Set<Role>(Object.values(PERMISSIONS).flat());
  expect(ROLES.filter((role) => !holders.has(role))).toEqual([]);
  expect(PERMISSION_NAMES.filter((name) => isPermitted(['usage-feed'], name))).toEqual(['usage.feed']);
  expect(PERMISSIONS['usage.feed']).toEqual(['usage-feed']);
});

test('who holds two roles may do what either may', async () => {
  const both = { ...people.agent, roles: ['support', 'administrator'] as const };
  expect(await call('audit.list', both)).toBe('answered');
  expect(await call('organisations.list', both)).toBe('answered');
  expect(await call('payments.mine', both)).toBe('FORBIDDEN');
});
