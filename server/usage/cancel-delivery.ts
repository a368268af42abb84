import type { CancelDelivery, DeliveryState } from '../../shared/contracts/usage.ts';
import { recordAudit } from '../audit/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';

interface Row {
  readonly state: DeliveryState;
  readonly name: string;
}

/**
 * Stops the reading of a file; nothing of it is taken in. One that nobody has begun to read is cancelled at once, one
 * that is being read as soon as its reader looks up. DELIVERY_FINISHED when it is too late.
 */
export async function cancelDelivery(scope: CommandScope, { id }: CancelDelivery): Promise<{ state: DeliveryState }> {
  const { tx, now } = scope;
  const [delivery] = await selectRows<Row>(
    tx,
    `select progress.state, delivery.name from usage_delivery delivery
     join usage_delivery_progress progress on progress.delivery_id = delivery.id
     where delivery.id = ? for no key update of progress`,
    [id],
  );
  if (delivery === undefined) throw new DomainError('DELIVERY_NOT_FOUND');
  const { state, name } = delivery;
  if (state === 'received') {
    await markCancelled(scope, { id, name });
    return { state: 'cancelled' };
  }
  if (state !== 'reading') throw new DomainError('DELIVERY_FINISHED', { state });
  await write(tx, 'update usage_delivery_progress set cancel_asked_at = ? where delivery_id = ?', [
    now.toISOString(),
    id,
  ]);
  return { state };
}

/** The move itself, with its audit event; the caller has seen to it that the delivery may be cancelled. */
export async function markCancelled(
  scope: CommandScope,
  { id, name }: { readonly id: number; readonly name: string },
): Promise<void> {
  await write(
    scope.tx,
    `update usage_delivery_progress set state = 'cancelled', state_since = ?, row_count = 0, bytes_read = 0,
       read_by_copy = null where delivery_id = ? and state in ('received', 'reading')`,
    [scope.now.toISOString(), id],
  );
  await recordAudit(scope, {
    kind: 'usage.file-cancelled',
    subject: `usage-delivery:${id}`,
    organisationId: null,
    facts: { deliveryId: id, name },
  });
}
