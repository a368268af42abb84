import { expect, test } from 'vitest';
import { neighbour, nextApproval, readerFirst } from '../../../renderer/approvals/next-approval.ts';
import type { ApprovalObstacle, ApprovalRow } from '../../../shared/contracts/approvals.ts';

const row = (approvalId: number, obstacle: ApprovalObstacle | null) => ({ approvalId, obstacle }) as ApprovalRow;

test('what the reader can decide comes first, each part in the order it came', () => {
  const rows = [row(1, 'mine'), row(2, null), row(3, 'above-limit'), row(4, 'sign-in-too-old')];
  expect(readerFirst(rows).map(({ approvalId }) => approvalId)).toEqual([2, 4, 1, 3]);
});

test('after a decision the next below that the reader can decide is next, and after the last the first', () => {
  const rows = [row(1, null), row(2, null), row(3, 'mine'), row(4, null)];
  expect(nextApproval(rows, 1)).toBe(2);
  expect(nextApproval(rows, 2)).toBe(4);
  expect(nextApproval(rows, 4)).toBe(1);
});

test('with nothing more to decide there is no next', () => {
  expect(nextApproval([row(1, null), row(2, 'role')], 1)).toBeNull();
  expect(nextApproval([], 1)).toBeNull();
});

test('an approval that has left the list already is followed by the first', () => {
  expect(nextApproval([row(5, null)], 1)).toBe(5);
});

test('stepping stops at either end', () => {
  const rows = [row(1, null), row(2, 'mine')];
  expect([neighbour(rows, 1, 1), neighbour(rows, 2, 1), neighbour(rows, 1, -1), neighbour(rows, 9, 1)]).toEqual([
    ...[2, null, null, null],
  ]);
});
