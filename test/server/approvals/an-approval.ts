import { randomUUID } from 'node:crypto';
import {
  approve,
  requestApproval,
  returnApproval,
  subjectHash,
  type ApprovalApplier,
  type ApprovalRequest,
} from '../../../server/approvals/index.ts';
import { findActor, openSession } from '../../../server/access/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { pence } from '../../../shared/money.ts';
import type { Books } from '../../support/books.ts';

/** A subject that lives in this test alone: its content, and what became of it. */
export interface Subjects extends ApprovalApplier {
  /** Subject id → its content now. */
  readonly content: Map<string, string>;
  readonly applied: string[];
  readonly sentBack: { readonly subjectId: string; readonly reason: string }[];
}

export function subjects(): Subjects {
  const content = new Map<string, string>();
  const applied: string[] = [];
  const sentBack: { subjectId: string; reason: string }[] = [];
  return {
    kind: 'fee-order',
    ...{ content, applied, sentBack },
    currentHash: async (_tx, subjectId) => subjectHash(content.get(subjectId) ?? null),
    apply: async (_scope, subjectId) => void applied.push(subjectId),
    returned: async (_scope, subjectId, reason) => void sentBack.push({ subjectId, reason }),
  };
}

export interface Asked {
  readonly approvalId: number;
  readonly subjectId: string;
  readonly hash: string;
}

/** Sends a subject of its own for approval, in the name of `requester`. */
export async function ask(
  books: Books,
  { content }: Subjects,
  requester: StaffActor,
  overrides: Partial<ApprovalRequest> = {},
): Promise<Asked> {
  const subjectId = overrides.subjectId ?? randomUUID();
  content.set(subjectId, content.get(subjectId) ?? `content of ${subjectId}`);
  const hash = subjectHash(content.get(subjectId) ?? null);
  const request: ApprovalRequest = {
    subjectKind: 'fee-order',
    subjectId,
    subjectHash: hash,
    title: 'A test subject',
    summary: [{ label: 'Full fee', value: '£92.00' }],
    amount: pence(0),
    organisationId: null,
    link: '/fees/1',
    editors: [],
    ...overrides,
  };
  const { approvalId } = await runCommand(
    books.as(requester),
    'test.ask',
    { commandId: randomUUID(), ...request },
    (scope) => requestApproval(scope, request),
  );
  return { approvalId, subjectId, hash };
}

export const approveAs = (books: Books, appliers: Subjects, actor: StaffActor, { approvalId, hash }: Asked) =>
  approve(books.as(actor), [appliers], { commandId: randomUUID(), approvalId, subjectHash: hash });

export const returnAs = (books: Books, appliers: Subjects, actor: StaffActor, { approvalId }: Asked, reason = 'Why') =>
  runCommand(books.as(actor), 'approvals.return', { commandId: randomUUID(), approvalId, reason }, (scope, input) =>
    returnApproval(scope, [appliers], input),
  );

/** The same person, signed in anew at this moment. */
export async function signInAgain(books: Books, actor: StaffActor): Promise<StaffActor> {
  const [person] = await books.rows<{ subject: string }>('select subject from staff where id = ?', [actor.staffId]);
  const session = await openSession(books.system, person?.subject ?? '');
  const found = await findActor(books.orm.em.fork(), session.token, books.clock.now(), false);
  if (found === null) throw new Error('A session that was just opened was not found');
  return found;
}

export async function stateOf(books: Books, { approvalId }: Asked): Promise<string | undefined> {
  const [row] = await books.rows<{ state: string }>('select state from approval where id = ?', [approvalId]);
  return row?.state;
}

/** Approvals whose decider asked for them or edited them. None may ever exist. */
export async function selfApprovals(books: Books): Promise<number> {
  const rows = await books.rows(
    `select from approval_decision decision join approval on approval.id = decision.approval_id
     where outcome in ('approved', 'returned') and (decided_by = approval.requested_by
       or exists (select from approval_editor where approval_editor.approval_id = approval.id
         and staff_id = decided_by))`,
  );
  return rows.length;
}
