import { LockMode } from '@mikro-orm/postgresql';
import type { SummaryLine } from '../../shared/contracts/approvals.ts';
import { subjectHash, type Shown } from '../approvals/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { Organisation } from './organisation.entity.ts';
import { changeWords, factsOf, pickFacts, type FactName, type OrganisationFacts } from './organisation-facts.ts';

/** A change that waits for a second person: what the named facts were, and what they become. */
export interface WaitingChange {
  readonly id: number;
  readonly organisation_id: number;
  readonly was: Partial<OrganisationFacts>;
  readonly becomes: Partial<OrganisationFacts>;
  readonly reason: string | null;
}

/** What waits for an organisation that the caller has locked, if anything does: never more than one change. */
export async function waitingChangeOf(tx: Tx, organisationId: number): Promise<WaitingChange | undefined> {
  const [change] = await selectRows<WaitingChange>(
    tx,
    `select id, organisation_id, was, becomes, reason from organisation_change
     where organisation_id = ? and state = 'waiting'`,
    [organisationId],
  );
  return change;
}

/** Refuses ORGANISATION_CHANGE_WAITING when a change waits that has any of the named facts in it. */
export async function refuseWhileWaiting(
  tx: Tx,
  organisation: Organisation,
  names: readonly FactName[],
): Promise<void> {
  const waiting = await waitingChangeOf(tx, organisation.id);
  if (waiting === undefined || !names.some((name) => Object.hasOwn(waiting.becomes, name))) return;
  throw new DomainError('ORGANISATION_CHANGE_WAITING', { reference: organisation.reference });
}

/** A change as its approver sees it, and the organisation it is of, both locked; undefined once it has ended. */
export async function lockWaitingChange(
  tx: Tx,
  changeId: number,
): Promise<{ readonly change: WaitingChange; readonly organisation: Organisation } | undefined> {
  const organisation = await tx.findOneOrFail(
    Organisation,
    { id: await organisationOf(tx, changeId) },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const change = await waitingChangeOf(tx, organisation.id);
  return change?.id === changeId ? { change, organisation } : undefined;
}

async function organisationOf(tx: Tx, changeId: number): Promise<number> {
  const [row] = await selectRows<{ organisation_id: number }>(
    tx,
    'select organisation_id from organisation_change where id = ?',
    [changeId],
  );
  if (row === undefined) throw new Error(`There is no change ${changeId}`);
  return row.organisation_id;
}

/** What an approver is shown of a change, and the hash of exactly that against how the organisation is now. */
export function summariseChange(
  organisation: Organisation,
  { id, becomes, reason }: Pick<WaitingChange, 'id' | 'becomes' | 'reason'>,
): { readonly lines: readonly SummaryLine[]; readonly hash: string } {
  const now = factsOf(organisation);
  const names = Object.keys(becomes) as FactName[];
  const lines = changeWords(now, { ...now, ...becomes }, names).flatMap(({ label, from, to }) => [
    { label, value: to },
    { label: `${label} now`, value: from },
  ]);
  const shown = reason === null ? lines : [...lines, { label: 'Why', value: reason }];
  const compared = { changeId: id, lines: shown, was: pickFacts(now, names), becomes } as unknown as Shown;
  return { lines: shown, hash: subjectHash(compared) };
}

/** Ends a change: `applied` by the approval given, or `dropped`. */
export async function endChange(scope: CommandScope, changeId: number, approvalId: number | null): Promise<void> {
  await write(
    scope.tx,
    `update organisation_change set state = ?, ended_at = ?, approval_id = ? where id = ? and state = 'waiting'`,
    [approvalId === null ? 'dropped' : 'applied', scope.now.toISOString(), approvalId, changeId],
  );
}
