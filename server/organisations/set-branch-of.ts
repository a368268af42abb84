import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { Done, SetBranchOf } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import { postgresFault } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { findOrganisation } from './find-organisation.ts';

const ONE_LEVEL: ReadonlySet<string> = new Set(['organisation_branches_one_level', 'organisation_not_its_own_branch']);

/**
 * Makes an organisation a branch of another, or one of its own again. Each goes on being billed for itself. Refuses
 * ORGANISATION_BRANCHES_ONE_LEVEL where a branch would have branches, or be its own.
 */
export async function setBranchOf(scope: CommandScope, input: SetBranchOf): Promise<Done> {
  const { tx } = scope;
  const { reference, branchOf } = input;
  await lockInOrder(tx, branchOf === null ? [reference] : [reference, branchOf]);
  const organisation = await findOrganisation(tx, reference);
  const parent = branchOf === null ? null : await findOrganisation(tx, branchOf);
  if ((organisation.parentId ?? null) === (parent?.id ?? null)) return {};
  const from = await referenceOf(tx, organisation.parentId ?? null);
  organisation.parentId = parent?.id ?? null;
  try {
    await tx.flush();
  } catch (error) {
    if (!ONE_LEVEL.has(postgresFault(error)?.constraint ?? '')) throw error;
    throw new DomainError('ORGANISATION_BRANCHES_ONE_LEVEL', { reference }, { cause: error });
  }
  await recordAudit(scope, {
    kind: 'organisation.branch-of-set',
    subject: `organisation:${reference}`,
    organisationId: organisation.id,
    facts: { from, to: branchOf },
  });
  return {};
}

async function lockInOrder(tx: Tx, references: readonly OrganisationReference[]): Promise<void> {
  await selectRows(
    tx,
    'select from organisation where reference in (select jsonb_array_elements_text(?::jsonb)) order by id for update',
    [JSON.stringify(references)],
  );
}

async function referenceOf(tx: Tx, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const [row] = await selectRows<{ reference: string }>(tx, 'select reference from organisation where id = ?', [id]);
  return row?.reference ?? null;
}
