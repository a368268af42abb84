import { randomUUID } from 'node:crypto';
import { approve, returnApproval } from '../../../server/approvals/index.ts';
import { APPLIERS, createAppRouter } from '../../../server/app-router.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { createCallerFactory } from '../../../server/platform/trpc.ts';
import type { FeeOrderContent } from '../../../shared/contracts/fees.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import type { Books } from '../../support/books.ts';
import { noPayments } from '../http/no-payments.ts';

const log = createLogger('silent');
const router = createAppRouter(noPayments(log));

/** The server's procedures, as one person. */
export function as(books: Books, actor: StaffActor) {
  return createCallerFactory(router)({
    ...{ requestId: randomUUID(), actor, em: books.orm.em.fork(), clock: books.clock, log },
  });
}

/** What an Order says that raises the full fee to £98. */
export function anOrder(overrides: Partial<FeeOrderContent> = {}): FeeOrderContent {
  return {
    title: 'The Public Guardian (Fees) Order 2027',
    citation: 'S.I. 2027/1',
    effectiveFrom: localDate('2027-04-01'),
    prices: { full: pence(9800), half: pence(4900), repeat: pence(4900), quarter: pence(2450) },
    ...overrides,
  };
}

export async function draft(books: Books, actor: StaffActor, overrides: Partial<FeeOrderContent> = {}) {
  const { feeOrderId } = await as(books, actor).fees.draft({ commandId: randomUUID(), ...anOrder(overrides) });
  return feeOrderId;
}

export const act = (feeOrderId: number) => ({ commandId: randomUUID(), feeOrderId });

/** Drafts, rehearses and sends one for approval. */
export async function sent(books: Books, actor: StaffActor, overrides: Partial<FeeOrderContent> = {}) {
  const feeOrderId = await draft(books, actor, overrides);
  await as(books, actor).fees.rehearse(act(feeOrderId));
  await as(books, actor).fees.send(act(feeOrderId));
  return feeOrderId;
}

export async function waitingApproval(books: Books, feeOrderId: number) {
  const [row] = await books.rows<{ id: number; subject_hash: string }>(
    `select id, subject_hash from approval where subject_id = ? and state = 'pending'`,
    [String(feeOrderId)],
  );
  if (row === undefined) throw new Error('Nothing waits for approval');
  return row;
}

export async function approveOrder(books: Books, actor: StaffActor, feeOrderId: number) {
  const { id: approvalId, subject_hash: hash } = await waitingApproval(books, feeOrderId);
  return approve(books.as(actor), APPLIERS, { commandId: randomUUID(), approvalId, subjectHash: hash });
}

export async function sendBack(books: Books, actor: StaffActor, feeOrderId: number, reason: string) {
  const { id: approvalId } = await waitingApproval(books, feeOrderId);
  const input = { commandId: randomUUID(), approvalId, reason };
  return runCommand(books.as(actor), 'approvals.return', input, (scope) => returnApproval(scope, APPLIERS, input));
}
