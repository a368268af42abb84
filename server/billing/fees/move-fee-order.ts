import type { DomainErrorCode } from '../../../shared/domain-errors.ts';
import type { FeeOrderState } from '../../../shared/contracts/fees.ts';
import { postgresFault } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';

/** What the database refuses of an Order → what the person is told. */
const REFUSALS: Readonly<Record<string, DomainErrorCode>> = {
  fee_order_live_date: 'FEE_ORDER_DATE_TAKEN',
  fee_order_begins_after_what_is_billed: 'FEE_ORDER_BEGINS_TOO_EARLY',
  fee_order_locked_once_used: 'FEE_ORDER_IN_USE',
};

/** Runs what writes an Order; what only the database can see to be wrong becomes a refusal. */
export async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = REFUSALS[postgresFault(error)?.constraint ?? ''];
    if (code === undefined) throw error;
    throw new DomainError(code, {}, { cause: error });
  }
}

export interface FeeOrderMove {
  readonly feeOrderId: number;
  readonly from: FeeOrderState;
  readonly to: FeeOrderState;
  readonly approvalId?: number;
  readonly cancellationApprovalId?: number;
}

/** Moves an Order that is still where it was; FEE_ORDER_STATE_FORBIDS when it is not. */
export async function moveFeeOrder(scope: CommandScope, move: FeeOrderMove): Promise<void> {
  const moved = await orRefuse(() =>
    selectRows(
      scope.tx,
      `update fee_order set state = ?, state_since = ?, approval_id = coalesce(?, approval_id),
         cancellation_approval_id = coalesce(?, cancellation_approval_id)
       where id = ? and state = ? returning id`,
      [
        move.to,
        scope.now.toISOString(),
        move.approvalId ?? null,
        move.cancellationApprovalId ?? null,
        move.feeOrderId,
        move.from,
      ],
    ),
  );
  if (moved.length === 0) throw new DomainError('FEE_ORDER_STATE_FORBIDS', { state: move.from });
}
