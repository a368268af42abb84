import type { HoldBills } from '../../../shared/contracts/bill-runs.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';
import { beginChange } from './change-bill-run.ts';

/**
 * Holds bills of a run back, with a reason, or with none lets them go with the rest. What is held when the run is
 * issued is left for the next one.
 *
 * Refuses BILL_NOT_FOUND where one is not of this run or has nothing on it, and BILL_MUST_WAIT for letting one go
 * whose organisation is on hold or closed.
 */
export async function holdBills(scope: CommandScope, input: HoldBills): Promise<{ changed: number }> {
  const run = await beginChange(scope, input.billRunId, 'A bill was held or let go');
  const ids = JSON.stringify(input.billIds);
  const bills = await selectRows<{ id: number; standing: string; mustWait: boolean }>(
    scope.tx,
    `select id, standing, problems && array['on-hold', 'closed'] as "mustWait" from bill
     where bill_run_id = ? and id in (select value::int from jsonb_array_elements_text(?::jsonb)) order by id for update`,
    [run.id, ids],
  );
  if (bills.length !== new Set(input.billIds).size || bills.some(({ standing }) => standing === 'empty')) {
    throw new DomainError('BILL_NOT_FOUND');
  }
  if (input.reason === null && bills.some(({ mustWait }) => mustWait)) throw new DomainError('BILL_MUST_WAIT');
  const changed = await selectRows<{ id: number }>(
    scope.tx,
    `update bill set standing = ?, held_reason = ?
     where bill_run_id = ? and id in (select value::int from jsonb_array_elements_text(?::jsonb)) returning id`,
    [input.reason === null ? 'ready' : 'held', input.reason, run.id, ids],
  );
  await recordAudit(scope, {
    kind: input.reason === null ? 'bill-run.bills-let-go' : 'bill-run.bills-held',
    subject: `bill-run:${run.id}`,
    organisationId: null,
    facts: { billRunId: run.id, bills: changed.length, reason: input.reason },
  });
  return { changed: changed.length };
}
