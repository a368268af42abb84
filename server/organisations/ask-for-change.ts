import { ZERO_PENCE } from '../../shared/money.ts';
import { requestApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { changeWords, factsOf, pickFacts, type FactName, type OrganisationFacts } from './organisation-facts.ts';
import type { Organisation } from './organisation.entity.ts';
import { summariseChange } from './waiting-change.ts';

export interface AskedChange {
  readonly becomes: OrganisationFacts;
  /** The facts of `becomes` that are asked for; the others stay. */
  readonly names: readonly FactName[];
  readonly reason: string | null;
}

/**
 * Keeps a change of an organisation that the caller has locked, and asks a second person to approve it. Refuses
 * ORGANISATION_CHANGE_WAITING while another one waits.
 */
export async function askForChange(
  scope: CommandScope,
  organisation: Organisation,
  { becomes, names, reason }: AskedChange,
): Promise<{ approvalId: number }> {
  const was = factsOf(organisation);
  const change = { was: pickFacts(was, names), becomes: pickFacts(becomes, names), reason };
  const id = await insertChange(scope, organisation, change);
  const { lines, hash } = summariseChange(organisation, { id, ...change });
  const changes = changeWords(was, becomes, names);
  const subjects = changes.map(({ label }) => label.toLowerCase()).join(', ');
  await recordAudit(scope, {
    kind: 'organisation.change-asked',
    subject: `organisation:${organisation.reference}`,
    organisationId: organisation.id,
    facts: { changes, reason },
  });
  return requestApproval(scope, {
    subjectKind: 'organisation-change',
    subjectId: String(id),
    subjectHash: hash,
    title: `Change ${subjects} of ${organisation.reference}`,
    summary: lines,
    // What a change of terms is worth is no amount of anybody's; who may approve one is a matter of the role alone.
    amount: ZERO_PENCE,
    organisationId: organisation.id,
    link: `/organisations/${organisation.reference}`,
    editors: [],
  });
}

async function insertChange(
  scope: CommandScope,
  { id, reference }: Organisation,
  change: { readonly was: object; readonly becomes: object; readonly reason: string | null },
): Promise<number> {
  if (scope.actor.kind !== 'staff') throw new Error('Changes of organisations are asked for by people');
  try {
    const row = await selectOne<{ id: number }>(
      scope.tx,
      `insert into organisation_change (organisation_id, was, becomes, reason, asked_by, asked_at)
       values (?, ?::jsonb, ?::jsonb, ?, ?, ?) returning id`,
      [
        ...[id, JSON.stringify(change.was), JSON.stringify(change.becomes), change.reason],
        ...[scope.actor.staffId, scope.now.toISOString()],
      ],
    );
    return row.id;
  } catch (error) {
    if (!violatesUnique(error, 'organisation_change_one_waiting')) throw error;
    throw new DomainError('ORGANISATION_CHANGE_WAITING', { reference }, { cause: error });
  }
}
