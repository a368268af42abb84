import type { ApprovalRow } from '../../shared/contracts/approvals.ts';

/** Whether the reader can decide it: now, or once freshly signed in. */
export function isForReader({ obstacle }: Pick<ApprovalRow, 'obstacle'>): boolean {
  return obstacle === null || obstacle === 'sign-in-too-old';
}

/** Those the reader can decide first; among themselves as they came, oldest first. */
export function readerFirst(rows: readonly ApprovalRow[]): readonly ApprovalRow[] {
  return [...rows.filter(isForReader), ...rows.filter((row) => !isForReader(row))];
}

/** The approval to go on with once `decided` is: the next below it that the reader can decide, else the first. */
export function nextApproval(rows: readonly ApprovalRow[], decided: number): number | null {
  const at = rows.findIndex(({ approvalId }) => approvalId === decided);
  const others = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))];
  return others.find(isForReader)?.approvalId ?? null;
}

/** The row `step` below or above; null at either end. */
export function neighbour(rows: readonly ApprovalRow[], from: number, step: 1 | -1): number | null {
  const at = rows.findIndex(({ approvalId }) => approvalId === from);
  return at === -1 ? null : (rows[at + step]?.approvalId ?? null);
}
