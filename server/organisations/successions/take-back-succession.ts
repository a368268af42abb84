import type { Done, TakeBackSuccession } from '../../../shared/contracts/organisations.ts';
import { withdrawApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { findOrganisation } from '../find-organisation.ts';
import { lockSuccession, moveSuccession, successionFacts } from './succession.ts';

/**
 * Takes back a merger or split of an organisation that is asked for, or agreed and not effective yet. Refuses
 * APPROVAL_ALREADY_DECIDED when there is none any more.
 */
export async function takeBackSuccession(scope: CommandScope, { reference }: TakeBackSuccession): Promise<Done> {
  const { id: fromId } = await findOrganisation(scope.tx, reference);
  const [open] = await selectRows<{ id: number }>(
    scope.tx,
    `select id from organisation_succession where from_id = ? and state in ('waiting', 'agreed')`,
    [fromId],
  );
  if (open === undefined) throw new DomainError('APPROVAL_ALREADY_DECIDED');
  const succession = await lockSuccession(scope.tx, open.id);
  if (succession.state !== 'waiting' && succession.state !== 'agreed')
    throw new DomainError('APPROVAL_ALREADY_DECIDED');
  if (succession.state === 'waiting') await withdrawApproval(scope, 'organisation-succession', String(open.id));
  await moveSuccession(scope, open.id, { from: succession.state, to: 'dropped' });
  await recordAudit(scope, {
    kind: 'organisation.succession-dropped',
    subject: `organisation:${reference}`,
    organisationId: fromId,
    facts: successionFacts(succession),
  });
  return {};
}
