import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findActor, openSession } from '../../../server/access/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { EXCLUSIVE_ROLES, type Role } from '../../../shared/permissions.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { hashOf } from '../organisations/an-organisation.ts';
import { connect, refusalOf } from '../platform/connected.ts';

let books: Books;
let server: Client;
let siobhan: StaffActor;
let eleri: StaffActor;
let agent: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
});
afterAll(async () => {
  await server.end();
  await books.close();
});
beforeEach(async () => {
  siobhan = await books.staff('administrator');
  eleri = await books.staff('administrator');
  agent = await books.staff('agent');
});

const as = (actor: StaffActor) => desk(books, actor).access;
const of = (staffId: number) => ({ commandId: randomUUID(), staffId });
const ask = async (by: StaffActor, person: StaffActor, ...roles: Role[]) =>
  (await as(by).askForRoles({ ...of(person.staffId), roles })).approvalId;
const approve = async (by: StaffActor, approvalId: number) =>
  desk(books, by).approvals.approve({
    ...{ commandId: randomUUID(), approvalId },
    subjectHash: await hashOf(books, approvalId),
  });
const rolesOf = async ({ staffId }: StaffActor) => (await as(siobhan).getStaff({ staffId })).roles;
const refused = (message: string) => ({ message });

describe('roles', () => {
  test('are asked for by one administrator and given by another, from the next call on', async () => {
    const approvalId = await ask(siobhan, agent, 'agent', 'team-leader');
    expect(await as(eleri).getStaff({ staffId: agent.staffId })).toMatchObject({
      ...{ roles: ['agent'], rolesWait: true },
      waitingRoles: { approvalId, becomes: ['agent', 'team-leader'], askedBy: siobhan.name },
    });
    await expect(approve(siobhan, approvalId)).rejects.toMatchObject(refused('APPROVAL_OF_OWN_WORK'));
    await approve(eleri, approvalId);
    expect(await rolesOf(agent)).toEqual(['agent', 'team-leader']);
    const [event] = await books.rows<{ data: unknown }>(
      `select data from audit_event where kind = 'staff.roles-changed' and subject = ?`,
      [`staff:${agent.staffId}`],
    );
    expect(event?.data).toEqual({ name: agent.name, from: ['agent'], to: ['agent', 'team-leader'] });
  });

  test('of one’s own are neither asked for nor approved by oneself', async () => {
    await expect(ask(siobhan, siobhan, 'administrator', 'support')).rejects.toMatchObject(refused('STAFF_OWN_ACCESS'));
    const approvalId = await ask(siobhan, eleri, 'administrator', 'support');
    await expect(approve(eleri, approvalId)).rejects.toMatchObject(refused('STAFF_OWN_ACCESS'));
    expect(await rolesOf(eleri)).toEqual(['administrator']);
  });

  test('that exclude each other are refused by name, and by the database', async () => {
    for (const [one, other] of EXCLUSIVE_ROLES) {
      await expect(ask(siobhan, agent, one, other)).rejects.toMatchObject(refused('STAFF_ROLES_EXCLUDE'));
    }
    const pairs = await books.rows<{ pair: string }>('select one || other as pair from role_exclusion order by 1');
    const both = EXCLUSIVE_ROLES.flatMap(([one, other]) => [one + other, other + one]);
    expect(pairs.map(({ pair }) => pair).toSorted()).toEqual(both.toSorted());
    const owner = await connect(books.database.ownerUrl);
    const give = `insert into staff_role (staff_id, role) values (${agent.staffId}, 'finance')`;
    expect(await refusalOf(owner, give)).toMatchObject({ constraint: 'staff_roles_exclude' });
    await owner.end();
  });

  test('one change waits at a time, and can be taken back or sent back', async () => {
    await ask(siobhan, agent, 'support');
    await expect(ask(eleri, agent, 'team-leader')).rejects.toMatchObject(refused('STAFF_ROLES_WAITING'));
    await as(eleri).takeBackRoles(of(agent.staffId));
    const approvalId = await ask(eleri, agent, 'team-leader');
    await desk(books, siobhan).approvals.return({ commandId: randomUUID(), approvalId, reason: 'Which team?' });
    expect(await as(siobhan).getStaff({ staffId: agent.staffId })).toMatchObject({
      ...{ roles: ['agent'], waitingRoles: null },
    });
  });

  test('by SQL as the server they are given to nobody who is in already, and taken from nobody', async () => {
    const give = `insert into staff_role (staff_id, role) values (${agent.staffId}, 'support')`;
    const notApproved = { constraint: 'staff_roles_as_approved' };
    expect(await refusalOf(server, give)).toMatchObject(notApproved);
    expect(await refusalOf(server, `update staff set name = name where id = ${agent.staffId}`, give)).toMatchObject(
      notApproved,
    );
    expect(await refusalOf(server, `delete from staff_role where staff_id = ${agent.staffId}`)).toMatchObject(
      notApproved,
    );
    const asked = `insert into staff_role_change (staff_id, was, becomes, asked_by, asked_at)
      values (${agent.staffId}, '{agent}', '{support}', ${agent.staffId}, now())`;
    expect(await refusalOf(server, asked)).toMatchObject({ constraint: 'staff_role_change_by_another' });
    const approvalId = await ask(siobhan, agent, 'support');
    const apply = `update staff_role_change set state = 'applied', ended_at = now(), approval_id = ${approvalId}
      where staff_id = ${agent.staffId}`;
    expect(await refusalOf(server, apply, give)).toMatchObject({ constraint: 'staff_role_change_approved' });
  });
});

describe('somebody new', () => {
  test('is added without a role, and can do nothing until what was asked for is approved', async () => {
    const subject = randomUUID();
    const input = { subject, name: 'N Person', email: 'n.person@example.gov.uk', roles: ['support' as const] };
    const { staffId, approvalId } = await as(siobhan).addStaff({ commandId: randomUUID(), ...input });
    const { token } = await openSession(books.system, subject);
    const find = () => findActor(books.orm.em.fork(), token, books.clock.now(), false);
    expect(await find()).toMatchObject({ staffId, roles: [] });
    await approve(eleri, approvalId ?? 0);
    expect(await find()).toMatchObject({ roles: ['support'] });
    await expect(as(eleri).addStaff({ commandId: randomUUID(), ...input })).rejects.toMatchObject(
      refused('STAFF_ALREADY_ADDED'),
    );
  });
});

describe('disabling', () => {
  test('ends every session at once and keeps them out; enabling lets them in with the roles they had', async () => {
    const [person] = await books.rows<{ subject: string }>('select subject from staff where id = ?', [agent.staffId]);
    const { token } = await openSession(books.system, person?.subject ?? '');
    const change = { ...of(agent.staffId), reason: 'Left the office' };
    await as(siobhan).setStaffStatus({ ...change, status: 'disabled' });
    expect(await findActor(books.orm.em.fork(), token, books.clock.now(), false)).toBeNull();
    expect(await as(siobhan).getStaff({ staffId: agent.staffId })).toMatchObject({
      ...{ status: 'disabled', statusReason: 'Left the office', sessions: [], openSessions: 0 },
    });
    const ended = 'select from staff_session where staff_id = ? and end_reason = ?';
    expect(await books.rows(ended, [agent.staffId, 'revoked'])).toHaveLength(2);
    await expect(
      as(eleri).setStaffStatus({ ...of(agent.staffId), reason: 'Again', status: 'disabled' }),
    ).rejects.toMatchObject(refused('STAFF_STATUS_FORBIDS'));
    await as(eleri).setStaffStatus({ ...of(agent.staffId), reason: 'Came back', status: 'active' });
    expect(await rolesOf(agent)).toEqual(['agent']);
    expect(await findActor(books.orm.em.fork(), token, books.clock.now(), false)).toBeNull();
  });

  test('is not done to oneself', async () => {
    const change = { ...of(siobhan.staffId), reason: 'Gone', status: 'disabled' as const };
    await expect(as(siobhan).setStaffStatus(change)).rejects.toMatchObject(refused('STAFF_OWN_ACCESS'));
  });

  test('their sessions alone can be ended, and they may sign in again', async () => {
    const [row] = (await as(siobhan).listStaff({})).rows.filter(({ staffId }) => staffId === agent.staffId);
    expect(row).toMatchObject({ openSessions: 1, lastActiveAt: books.clock.now().toISOString() });
    await as(siobhan).endStaffSessions(of(agent.staffId));
    expect(await as(siobhan).getStaff({ staffId: agent.staffId })).toMatchObject({ sessions: [], status: 'active' });
  });
});

describe('the last administrator', () => {
  let own: Books;
  beforeAll(async () => {
    own = await openBooks();
  });
  afterAll(() => own.close());

  test('cannot be disabled or stop being one, however two administrators go about it', async () => {
    const [one, two] = [await own.staff('administrator'), await own.staff('administrator')];
    const disable = (by: StaffActor, whom: StaffActor) =>
      desk(own, by).access.setStaffStatus({ ...of(whom.staffId), status: 'disabled', reason: 'Left' });
    const both = await Promise.allSettled([disable(one, two), disable(two, one)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject(
      refused('STAFF_LAST_ADMINISTRATOR'),
    );
    const active = `select id from staff join staff_role on staff_id = id where role = 'administrator' and status = 'active'`;
    const [left] = await own.rows<{ id: number }>(active);
    const owner = await connect(own.database.ownerUrl);
    for (const sql of [
      `update staff set status = 'disabled' where id = ${left?.id}`,
      `delete from staff_role where staff_id = ${left?.id}`,
    ]) {
      expect(await refusalOf(owner, sql)).toMatchObject({ constraint: 'staff_keeps_an_administrator' });
    }
    await owner.end();
  });
});
