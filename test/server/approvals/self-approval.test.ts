import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApprovalsRouter, recordEditor } from '../../../server/approvals/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { createCallerFactory } from '../../../server/platform/trpc.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connect, connected, NO_PRIVILEGE, refusalOf } from '../platform/connected.ts';
import { race } from '../platform/waiting.ts';
import { approveAs, ask, returnAs, selfApprovals, subjects, type Asked, type Subjects } from './an-approval.ts';

/** 25 tries each of four ways: by the API, by SQL as the server, by two windows at once, by a role changed between steps. */
const TRIES = 25;

let books: Books;
let server: Client;
let things: Subjects;
let margaret: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
});
afterAll(async () => {
  expect(await selfApprovals(books)).toBe(0);
  await server.end();
  await books.close();
});
beforeEach(async () => {
  things = subjects();
  margaret = await books.staff('finance-manager');
});

const tries = Array.from({ length: TRIES }, (_, index) => index);

/** Half of the tries are of who asked, half of somebody who edited what another asked for. */
async function herOwn(index: number): Promise<Asked> {
  if (index % 2 === 0) return ask(books, things, margaret);
  return ask(books, things, await books.staff('finance'), { editors: [margaret.staffId] });
}

function caller(actor: StaffActor) {
  const router = createApprovalsRouter([things]);
  const log = createLogger('silent');
  return createCallerFactory(router)({
    ...{ requestId: randomUUID(), actor, em: books.orm.em.fork(), clock: books.clock, log },
  });
}

test('by the API: 0 of 25 get through, to approve or to send back', async () => {
  let through = 0;
  for (const index of tries) {
    const { approvalId, hash } = await herOwn(index);
    const act = index % 4 < 2 ? 'approve' : 'return';
    const tried =
      act === 'approve'
        ? caller(margaret).approve({ commandId: randomUUID(), approvalId, subjectHash: hash })
        : caller(margaret).return({ commandId: randomUUID(), approvalId, reason: 'Mine' });
    const refused = await tried.then(
      () => null,
      (error: unknown) => error,
    );
    if (refused === null) through += 1;
    else expect(refused).toMatchObject({ code: 'FORBIDDEN', message: 'APPROVAL_OF_OWN_WORK' });
  }
  expect(through).toBe(0);
  expect(things.applied).toEqual([]);
});

/** What somebody with the server's own password would try. */
const ATTACKS: readonly ((asked: Asked, her: StaffActor, other: StaffActor) => readonly string[])[] = [
  ({ approvalId }, her) => [decision(approvalId, 'requested_by', her)],
  ({ approvalId }, her, other) => [decision(approvalId, String(other.staffId), her)],
  ({ approvalId }, her) => [
    `update approval set requested_by = null where id = ${approvalId}`,
    decision(approvalId, 'requested_by', her),
  ],
  ({ approvalId }) => [`update approval set state = 'approved' where id = ${approvalId}`],
  ({ approvalId }, her) => [
    `delete from approval_editor where approval_id = ${approvalId}`,
    decision(approvalId, 'requested_by', her),
  ],
  ({ approvalId }, her) => [
    `alter table approval_decision disable trigger all`,
    decision(approvalId, 'requested_by', her),
  ],
  ({ approvalId }, her) => [
    `insert into approval_decision (approval_id, requested_by, subject_hash, outcome, decided_at, decided_on, session_id)
     select id, requested_by, subject_hash, 'approved', now(), current_date, ${her.sessionId} from approval
     where id = ${approvalId}`,
  ],
];

function decision(approvalId: number, requestedBy: string, { staffId, sessionId }: StaffActor): string {
  return `insert into approval_decision (approval_id, requested_by, subject_hash, outcome, decided_by, session_id,
      decided_at, decided_on)
    select id, ${requestedBy}, subject_hash, 'approved', ${staffId}, ${sessionId}, timestamp '2026-11-24 10:00+00',
      '2026-11-24' from approval where id = ${approvalId}`;
}

test('by SQL as the server: 0 of 25 get through', async () => {
  const other = await books.staff('finance');
  for (const index of tries) {
    const attack = ATTACKS[index % ATTACKS.length];
    const statements = attack?.(await herOwn(index), margaret, other) ?? [];
    const refusal = await refusalOf(server, ...statements);
    expect([statements, refusal]).not.toEqual([statements, 'allowed']);
    if (refusal === 'allowed') throw new Error('unreachable');
    const byRule = /^approval_/.test(refusal.constraint ?? '');
    expect([refusal.code === NO_PRIVILEGE || byRule, statements, refusal]).toEqual([true, statements, refusal]);
  }
});

test('by SQL, what the same statement may do for somebody else, it may: the refusals above are about her', async () => {
  const asked = await ask(books, things, await books.staff('finance'));
  expect(await refusalOf(server, decision(asked.approvalId, 'requested_by', margaret))).toBe('allowed');
});

test('by two windows at once, one that edits and one that approves: 0 of 25 do both', async () => {
  for (const index of tries) {
    const asked = await ask(books, things, await books.staff('finance'));
    const windows = [
      () => approveAs(books, things, margaret, asked),
      () =>
        runCommand(books.as(margaret), 'test.edit', { commandId: randomUUID() }, (scope) =>
          recordEditor(scope, 'fee-order', asked.subjectId),
        ),
    ];
    const lock = `select from approval where id = ${asked.approvalId} for update`;
    const inTurn = index % 2 === 0 ? windows : windows.toReversed();
    const outcomes = await race(books, lock, 2, () => Promise.allSettled<unknown>(inTurn.map((open) => open())));
    const [refused, ...more] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(more).toEqual([]);
    expect(refused?.reason).toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
  }
});

test('by a role changed between the steps: 0 of 25 get through', async () => {
  for (const index of tries) {
    const manager = await books.staff('finance-manager');
    // She asks in one role and comes back in another, or opens it with a right that is gone when she presses.
    const asked = index % 2 === 0 ? await ask(books, things, manager) : await ask(books, things, margaret);
    const becomes = index % 4 === 0 ? 'administrator' : 'support';
    await connected(books.database.ownerUrl, async (client) => {
      await client.query('delete from staff_role where staff_id = $1', [manager.staffId]);
      await client.query('insert into staff_role (staff_id, role) values ($1, $2)', [manager.staffId, becomes]);
      if (index % 4 === 2)
        await client.query(`insert into staff_role values ($1, 'finance-manager')`, [manager.staffId]);
    });
    // `manager` still carries the roles she had when her request was let in.
    await expect(approveAs(books, things, manager, asked)).rejects.toMatchObject({
      code: index % 2 === 0 ? 'APPROVAL_OF_OWN_WORK' : 'APPROVAL_NOT_PERMITTED',
    });
    await expect(returnAs(books, things, manager, asked)).rejects.toMatchObject({ kind: 'forbidden' });
  }
  expect(things.applied).toEqual([]);
});

test('somebody disabled while the page was open decides nothing', async () => {
  const asked = await ask(books, things, await books.staff('finance'));
  await connected(books.database.serverUrl, (client) =>
    client.query(`update staff set status = 'disabled' where id = $1`, [margaret.staffId]),
  );
  await expect(approveAs(books, things, margaret, asked)).rejects.toMatchObject({ code: 'APPROVAL_NOT_PERMITTED' });
});
