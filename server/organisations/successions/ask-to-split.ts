import type { AskToSplit } from '../../../shared/contracts/organisations.ts';
import { compareLocalDates, londonDay } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { lockTwo, refusedBecause, requestSuccession, type SuccessionRequest } from './request-succession.ts';
import { IS_UNBILLED } from './unbilled-registrations.ts';

/**
 * Asks a second person to split a branch off from a day on, with those of the registrations since then that are chosen
 * and not billed. The branch is an organisation of its own, opened before; it is billed for itself.
 *
 * Refuses ORGANISATION_SUCCESSION_REFUSED for one that is closed, a branch of a third, a branch that would have
 * branches, a day more than a year away, and a registration that is billed, withdrawn, earlier, or another's.
 */
export async function askToSplit(scope: CommandScope, input: AskToSplit): Promise<{ approvalId: number }> {
  const { effectiveOn, reason, lpaReferences } = input;
  const { from, to } = await lockTwo(scope, input.reference, input.to, effectiveOn);
  if (from.parentId !== null) throw refusedBecause(`${from.name} is a branch itself`);
  if (to.parentId !== null && to.parentId !== from.id) throw refusedBecause(`${to.name} is a branch of another`);
  const request: SuccessionRequest = { kind: 'split', from, to, effectiveOn, reason, lpaReferences };
  await refuseUnfit(scope, request);
  return requestSuccession(scope, request);
}

async function refuseUnfit(scope: CommandScope, request: SuccessionRequest): Promise<void> {
  const { from, to, effectiveOn, lpaReferences } = request;
  const branches = await selectRows(scope.tx, 'select 1 as one from organisation where parent_id = ? limit 1', [to.id]);
  if (branches.length > 0) throw refusedBecause(`${to.name} has branches of its own`);
  if (lpaReferences.length > 0 && compareLocalDates(effectiveOn, londonDay(scope.now)) > 0) {
    throw refusedBecause('registrations can be chosen only once the day has come');
  }
  const fitting = await selectRows(
    scope.tx,
    `select lpa_reference from registration where organisation_id = ? and registered_on >= ? and ${IS_UNBILLED}
       and lpa_reference in (select value from jsonb_array_elements_text(?::jsonb) as given (value))`,
    [from.id, effectiveOn, JSON.stringify(lpaReferences)],
  );
  if (fitting.length < new Set(lpaReferences).size) {
    throw refusedBecause('some of the chosen registrations are billed by now, withdrawn, or not of that time');
  }
}
