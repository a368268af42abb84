import type { FeePrices } from '../../../shared/contracts/fees.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { write } from '../../platform/rows.ts';
import { staffIdOf } from './staff-id-of.ts';

/** Writes the prices of a draft, each kind once; an exempt LPA costs nothing. */
export async function writeFeeRules(scope: CommandScope, feeOrderId: number, prices: FeePrices): Promise<void> {
  await write(
    scope.tx,
    `insert into fee_rule (fee_order_id, fee_kind, amount)
     select ?, key, value::bigint from jsonb_each_text(?::jsonb) order by key
     on conflict (fee_order_id, fee_kind) do update set amount = excluded.amount
     where fee_rule.amount <> excluded.amount`,
    [feeOrderId, JSON.stringify({ ...prices, exempt: 0 })],
  );
}

/** Notes that the actor had a hand in the Order, so that they never approve it. */
export async function noteEditor(scope: CommandScope, feeOrderId: number): Promise<void> {
  await write(
    scope.tx,
    'insert into fee_order_editor (fee_order_id, staff_id, edited_at) values (?, ?, ?) on conflict do nothing',
    [feeOrderId, staffIdOf(scope), scope.now.toISOString()],
  );
}
