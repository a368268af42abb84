import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APPROVAL_STATES } from '../../../shared/contracts/approvals.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connect, NO_PRIVILEGE, REFUSED_BY_TRIGGER, refusalOf } from '../platform/connected.ts';
import { approveAs, ask, subjects, type Asked } from './an-approval.ts';

let books: Books;
let server: Client;
let owner: Client;
let pending: Asked;
let decided: Asked;
let margaret: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  [server, owner] = [await connect(books.database.serverUrl), await connect(books.database.ownerUrl)];
  const things = subjects();
  const [priya, editor] = [await books.staff('finance'), await books.staff('finance')];
  margaret = await books.staff('finance-manager');
  pending = await ask(books, things, priya, { editors: [editor.staffId] });
  decided = await ask(books, things, priya);
  await approveAs(books, things, margaret, decided);
});
afterAll(async () => {
  for (const client of [server, owner]) await client.end();
  await books.close();
});

const TABLES = ['approval', 'approval_decision', 'approval_editor'] as const;

describe.each(TABLES)('%s', (table) => {
  const changes = [`update ${table} set ${table === 'approval' ? 'title' : 'approval_id'} = default`];

  test('is not for the server to change, by any column', async () => {
    for (const change of [...changes, `delete from ${table}`, `truncate ${table} cascade`]) {
      expect([change, await refusalOf(server, change)]).toMatchObject([change, { code: NO_PRIVILEGE }]);
    }
    const [granted] = await books.rows(`select has_any_column_privilege('counterfoil_server', ?, 'UPDATE') as update`, [
      table,
    ]);
    expect(granted).toEqual({ update: false });
  });

  test('loses nothing to its owner either', async () => {
    for (const change of [`delete from ${table}`, `truncate ${table} cascade`]) {
      expect([change, await refusalOf(owner, change)]).toMatchObject([change, { code: REFUSED_BY_TRIGGER }]);
    }
  });
});

test('the states are those of the code, and only a pending approval moves', async () => {
  const states = await books.rows<{ state: string }>('select state from approval_state order by state');
  expect(states.map(({ state }) => state)).toEqual(APPROVAL_STATES.toSorted());
  const moves = await books.rows('select from_state, to_state from approval_move order by to_state');
  expect(moves).toEqual(
    ['approved', 'returned', 'voided', 'withdrawn'].map((to_state) => ({ from_state: 'pending', to_state })),
  );
});

test('the server cannot raise a limit, nor ask for something that is approved from the start', async () => {
  expect(await refusalOf(server, 'update approval_limit set per_approval = 99999999999')).toMatchObject({
    code: NO_PRIVILEGE,
  });
  expect(await refusalOf(server, `insert into approval_limit values ('agent', '*', 1, 1)`)).toMatchObject({
    code: NO_PRIVILEGE,
  });
  const born = `insert into approval (state) values ('approved')`;
  expect(await refusalOf(server, born)).toMatchObject({ code: NO_PRIVILEGE });
});

test('what was asked cannot be changed by its owner, and a decided approval stays decided', async () => {
  const change = `update approval set summary = '[]' where id = ${pending.approvalId}`;
  expect(await refusalOf(owner, change)).toMatchObject({ constraint: 'approval_asked_once' });
  const back = `update approval set state = 'pending' where id = ${decided.approvalId}`;
  expect(await refusalOf(owner, back)).toMatchObject({ constraint: 'approval_moves_legally' });
});

const decide = (values: { at?: string; session?: number; hash?: string; of?: Asked; outcome?: string }) => ({
  text: `insert into approval_decision (approval_id, requested_by, subject_hash, outcome, decided_by, session_id,
      decided_at, decided_on, reason)
    select id, requested_by, coalesce($1, subject_hash), $2, $3, $4, $5::timestamptz, '2026-11-24', $7
    from approval where id = $6`,
  values: [
    values.hash ?? null,
    values.outcome ?? 'approved',
    margaret.staffId,
    values.session ?? margaret.sessionId,
    values.at ?? '2026-11-24T10:00:00Z',
    (values.of ?? pending).approvalId,
    null,
  ],
});

test('a decision on a fresh sign-in is taken; five minutes is the most', async () => {
  expect(await refusalOf(server, decide({}))).toBe('allowed');
  expect(await refusalOf(server, decide({ at: '2026-11-24T10:05:00Z' }))).toBe('allowed');
  for (const at of ['2026-11-24T10:05:00.001Z', '2026-11-24T09:59:59.999Z']) {
    expect([at, await refusalOf(server, decide({ at }))]).toMatchObject([
      at,
      { constraint: 'approval_needs_fresh_sign_in' },
    ]);
  }
});

test('a decision is of the hash that was asked for, made once, and never without a reason where one is owed', async () => {
  expect(await refusalOf(server, decide({ hash: 'f'.repeat(64) }))).toMatchObject({ code: '23503' });
  expect(await refusalOf(server, decide({}), decide({}))).toMatchObject({ constraint: 'approval_decided_once' });
  expect(await refusalOf(server, decide({ of: decided }))).toMatchObject({ constraint: 'approval_decided_once' });
  expect(await refusalOf(server, decide({ outcome: 'returned' }))).toMatchObject({ code: '23514' });
});

test('a decision beyond the limit of whoever makes it is refused by the database as well', async () => {
  const large = await ask(books, subjects(), await books.staff('finance'), { amount: 25_000_001 as never });
  expect(await refusalOf(server, decide({ of: large }))).toMatchObject({ constraint: 'approval_within_limit' });
});

test('whoever decided it is never found to have edited it', async () => {
  const edit = `insert into approval_editor values (${decided.approvalId}, ${margaret.staffId}, now())`;
  expect(await refusalOf(server, edit)).toMatchObject({ constraint: 'approval_never_by_an_editor' });
});
