import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approve, recordEditor, voidApproval, withdrawApproval } from '../../../server/approvals/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { runCommand, type CommandScope } from '../../../server/platform/run-command.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { approveAs, ask, returnAs, signInAgain, stateOf, subjects, type Subjects } from './an-approval.ts';

const START = '2026-11-24T10:00:00.000Z';

let books: Books;
let things: Subjects;
let priya: StaffActor;
let margaret: StaffActor;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());
beforeEach(async () => {
  books.clock.set(START);
  things = subjects();
  priya = await books.staff('finance');
  margaret = await books.staff('finance-manager');
});

const inCommand = <T>(actor: StaffActor, work: (scope: CommandScope) => Promise<T>) =>
  runCommand(books.as(actor), 'test.edit', { commandId: randomUUID() }, work);

describe('approving', () => {
  test('does what was asked for, once, and says who asked and who approved', async () => {
    const asked = await ask(books, things, priya);
    await expect(approveAs(books, things, margaret, asked)).resolves.toEqual({
      approvalId: asked.approvalId,
      state: 'approved',
    });
    expect(things.applied).toEqual([asked.subjectId]);
    const events = await books.rows<{ kind: string; staff_id: number }>(
      `select kind, staff_id from audit_event where subject = ? order by id`,
      [`approval:${asked.approvalId}`],
    );
    expect(events).toEqual([
      { kind: 'approval.requested', staff_id: priya.staffId },
      { kind: 'approval.approved', staff_id: margaret.staffId },
    ]);
  });

  test('the same press sent twice approves once', async () => {
    const asked = await ask(books, things, priya);
    const input = { commandId: randomUUID(), approvalId: asked.approvalId, subjectHash: asked.hash };
    const press = () => approve(books.as(margaret), [things], input);
    expect(await Promise.all([press(), press()])).toEqual([await press(), await press()]);
    expect(things.applied).toHaveLength(1);
  });

  test('does not happen where applying it fails: both or neither', async () => {
    const asked = await ask(books, things, priya);
    const failing = { ...things, apply: () => Promise.reject(new Error('It cannot be applied')) };
    await expect(approveAs(books, failing, margaret, asked)).rejects.toThrow('It cannot be applied');
    expect(await stateOf(books, asked)).toBe('pending');
  });

  test('by two people at the same moment is done by one of them', async () => {
    const second = await books.staff('finance-manager');
    const asked = await ask(books, things, priya);
    const outcomes = await Promise.allSettled([margaret, second].map((who) => approveAs(books, things, who, asked)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
  });

  test('what does not exist, and what is decided, is refused', async () => {
    const asked = await ask(books, things, priya);
    await approveAs(books, things, margaret, asked);
    await expect(approveAs(books, things, margaret, asked)).rejects.toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
    await expect(approveAs(books, things, margaret, { ...asked, approvalId: 999_999 })).rejects.toMatchObject({
      code: 'APPROVAL_NOT_FOUND',
    });
  });

  test('is not for a role that does not decide the kind', async () => {
    const asked = await ask(books, things, priya);
    const [leader, administrator] = [await books.staff('team-leader'), await books.staff('administrator')];
    for (const actor of [leader, administrator]) {
      await expect(approveAs(books, things, actor, asked)).rejects.toMatchObject({ code: 'APPROVAL_NOT_PERMITTED' });
      await expect(returnAs(books, things, actor, asked)).rejects.toMatchObject({ code: 'APPROVAL_NOT_PERMITTED' });
    }
  });
});

describe('a sign-in', () => {
  test('of exactly five minutes will do, and a millisecond more will not', async () => {
    const [one, other] = [await ask(books, things, priya), await ask(books, things, priya)];
    books.clock.advance({ minutes: 5 });
    await expect(approveAs(books, things, margaret, one)).resolves.toMatchObject({ state: 'approved' });
    books.clock.advance({ ms: 1 });
    await expect(approveAs(books, things, margaret, other)).rejects.toMatchObject({
      code: 'APPROVAL_NEEDS_FRESH_SIGN_IN',
    });
    await expect(approveAs(books, things, await signInAgain(books, margaret), other)).resolves.toMatchObject({
      state: 'approved',
    });
  });

  test('that has ended, or is another person’s, is none', async () => {
    const asked = await ask(books, things, priya);
    const elsewhere = { ...margaret, sessionId: (await books.staff('finance-manager')).sessionId };
    await expect(approveAs(books, things, elsewhere, asked)).rejects.toMatchObject({
      code: 'APPROVAL_NEEDS_FRESH_SIGN_IN',
    });
  });

  test('may be old for sending something back', async () => {
    const asked = await ask(books, things, priya);
    books.clock.advance({ minutes: 200 });
    await returnAs(books, things, margaret, asked, 'The date is wrong');
    expect(await stateOf(books, asked)).toBe('returned');
    expect(things.sentBack).toEqual([{ subjectId: asked.subjectId, reason: 'The date is wrong' }]);
  });
});

describe('an approval covers exactly what was seen', () => {
  test('another hash than that of the approval is refused, and it goes on waiting', async () => {
    const asked = await ask(books, things, priya);
    const seen = { ...asked, hash: 'f'.repeat(64) };
    await expect(approveAs(books, things, margaret, seen)).rejects.toMatchObject({ code: 'APPROVAL_SUBJECT_CHANGED' });
    expect(await stateOf(books, asked)).toBe('pending');
  });

  test('a subject that changed behind its back is refused, and the approval is void', async () => {
    const asked = await ask(books, things, priya);
    things.content.set(asked.subjectId, 'something else');
    await expect(approveAs(books, things, margaret, asked)).rejects.toMatchObject({ code: 'APPROVAL_SUBJECT_CHANGED' });
    expect(await stateOf(books, asked)).toBe('voided');
    const [ending] = await books.rows('select decided_by from approval_decision where approval_id = ?', [
      asked.approvalId,
    ]);
    expect(ending).toEqual({ decided_by: null });
    expect(things.applied).toEqual([]);
    expect(things.sentBack).toMatchObject([{ subjectId: asked.subjectId }]);
  });

  test('an edit voids it, and whoever edited cannot approve the next one either', async () => {
    const asked = await ask(books, things, priya);
    const editor = await books.staff('finance-manager');
    await inCommand(editor, (scope) => voidApproval(scope, 'fee-order', asked.subjectId, 'The full fee was changed'));
    expect(await stateOf(books, asked)).toBe('voided');
    await expect(approveAs(books, things, margaret, asked)).rejects.toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
    const again = await ask(books, things, priya, { subjectId: asked.subjectId });
    await expect(approveAs(books, things, editor, again)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await approveAs(books, things, margaret, again);
  });

  test('an edit where nothing waits voids nothing', async () => {
    expect(await inCommand(priya, (scope) => voidApproval(scope, 'fee-order', randomUUID(), 'An edit'))).toBe(false);
    await inCommand(priya, (scope) => recordEditor(scope, 'fee-order', randomUUID()));
  });
});

describe('asking', () => {
  test('twice for the same subject is refused while the first waits', async () => {
    const asked = await ask(books, things, priya);
    await expect(ask(books, things, margaret, { subjectId: asked.subjectId })).rejects.toMatchObject({
      code: 'APPROVAL_ALREADY_ASKED',
    });
  });

  test('can be taken back, and then there is nothing to approve or take back', async () => {
    const asked = await ask(books, things, priya);
    const withdraw = () => inCommand(priya, (scope) => withdrawApproval(scope, 'fee-order', asked.subjectId));
    await withdraw();
    expect(await stateOf(books, asked)).toBe('withdrawn');
    await expect(withdraw()).rejects.toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
    await expect(approveAs(books, things, margaret, asked)).rejects.toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
  });

  test('after another asked and took it back: the first one still may not approve it', async () => {
    const other = await books.staff('finance-manager');
    const first = await ask(books, things, other);
    await inCommand(other, (scope) => withdrawApproval(scope, 'fee-order', first.subjectId));
    const second = await ask(books, things, priya, { subjectId: first.subjectId });
    await expect(approveAs(books, things, other, second)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
  });

  test('for a subject approved before starts afresh: an editor of then may approve now', async () => {
    const editor = await books.staff('finance-manager');
    const first = await ask(books, things, priya, { editors: [editor.staffId] });
    await approveAs(books, things, margaret, first);
    const second = await ask(books, things, priya, { subjectId: first.subjectId });
    await expect(approveAs(books, things, editor, second)).resolves.toMatchObject({ state: 'approved' });
  });

  test('with a card number in the reason for sending back is refused', async () => {
    const asked = await ask(books, things, priya);
    await expect(returnAs(books, things, margaret, asked, 'Paid by 4444 3333 2222 1111')).rejects.toMatchObject({
      code: 'TEXT_HOLDS_CARD_NUMBER',
    });
  });
});
