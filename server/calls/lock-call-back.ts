import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';

export interface OpenCallBack {
  readonly id: number;
  readonly organisationId: number;
  readonly contactId: number | null;
}

/** Locks one call-back that is open. Refuses CALL_BACK_NOT_FOUND and CALL_BACK_CLOSED. */
export async function lockOpenCallBack(tx: Tx, callBackId: number): Promise<OpenCallBack> {
  const [row] = await selectRows<OpenCallBack & { isClosed: boolean }>(
    tx,
    `select id, organisation_id as "organisationId", contact_id as "contactId", closed_at is not null as "isClosed"
     from call_back where id = ? for update`,
    [callBackId],
  );
  if (row === undefined) throw new DomainError('CALL_BACK_NOT_FOUND', { callBackId });
  if (row.isClosed) throw new DomainError('CALL_BACK_CLOSED', { callBackId });
  return row;
}
