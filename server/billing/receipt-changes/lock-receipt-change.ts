import { ReceiptChangeRequest } from '../../../shared/contracts/allocation.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';

/** A change of a payment under its lock. */
export interface LockedReceiptChange {
  readonly id: number;
  readonly state: 'waiting' | 'applied' | 'returned' | 'withdrawn';
  readonly organisationId: number;
  readonly request: ReceiptChangeRequest;
}

/** Locks a change until the transaction ends; RECEIPT_CHANGE_NOT_FOUND when there is none. */
export async function lockReceiptChange(tx: Tx, changeId: number): Promise<LockedReceiptChange> {
  const [row] = await selectRows<Omit<LockedReceiptChange, 'request'> & { request: unknown }>(
    tx,
    `select id, state, organisation_id as "organisationId", request from receipt_change where id = ? for update`,
    [changeId],
  );
  if (row === undefined) throw new DomainError('RECEIPT_CHANGE_NOT_FOUND');
  return { ...row, request: ReceiptChangeRequest.parse(row.request) };
}

/** Ends a locked change that waits; RECEIPT_CHANGE_NOT_WAITING when it has ended. */
export async function endReceiptChange(
  { tx, now }: CommandScope,
  change: LockedReceiptChange,
  to: Exclude<LockedReceiptChange['state'], 'waiting'>,
  facts: { returned_reason?: string; approval_id?: number; approved_by?: number } = {},
): Promise<void> {
  const values: SqlValue[] = Object.values(facts);
  const sets = Object.keys(facts).map((column) => `, ${column} = ?`);
  const moved = await selectRows<{ id: number }>(
    tx,
    `update receipt_change set state = ?, state_since = ?${sets.join('')}
     where id = ? and state = 'waiting' returning id`,
    [to, now.toISOString(), ...values, change.id],
  );
  if (moved.length !== 1) throw new DomainError('RECEIPT_CHANGE_NOT_WAITING');
}
