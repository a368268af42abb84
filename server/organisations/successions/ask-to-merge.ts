import type { AskToMerge } from '../../../shared/contracts/organisations.ts';
import { selectRows } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { lockTwo, refusedBecause, requestSuccession } from './request-succession.ts';

/**
 * Asks a second person that an organisation merges into another from a day on. Until then both stay as they are.
 *
 * Refuses ORGANISATION_SUCCESSION_REFUSED for one that is closed, one with branches, and a day more than a year away;
 * ORGANISATION_SUCCESSION_WAITING when either is to merge or be split already.
 */
export async function askToMerge(scope: CommandScope, input: AskToMerge): Promise<{ approvalId: number }> {
  const { effectiveOn, reason } = input;
  const { from, to } = await lockTwo(scope, input.reference, input.to, effectiveOn);
  const branches = await selectRows(scope.tx, 'select 1 as one from organisation where parent_id = ? limit 1', [
    from.id,
  ]);
  if (branches.length > 0) throw refusedBecause(`${from.name} has branches, which would be left without it`);
  return requestSuccession(scope, { kind: 'merge', from, to, effectiveOn, reason, lpaReferences: [] });
}
