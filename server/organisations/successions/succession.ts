import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { SummaryLine } from '../../../shared/contracts/approvals.ts';
import type { OrganisationStatus, SuccessionKind } from '../../../shared/contracts/organisations.ts';
import { formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { subjectHash } from '../../approvals/index.ts';
import type { AuditFacts } from '../../audit/index.ts';
import { selectOne, selectRows, write } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import type { Tx } from '../../platform/transaction.ts';

export type SuccessionState = 'waiting' | 'agreed' | 'effective' | 'dropped';

/** One of the two organisations of a merger or split, as it is decided on. */
export interface Party {
  readonly id: number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly status: OrganisationStatus;
  readonly mergedIntoId: number | null;
  readonly parentId: number | null;
}

/** A merger or split with both its organisations locked. */
export interface Succession {
  readonly id: number;
  readonly kind: SuccessionKind;
  readonly from: Party;
  readonly to: Party;
  readonly effectiveOn: LocalDate;
  readonly reason: string;
  readonly lpaReferences: readonly LpaReference[];
  readonly state: SuccessionState;
}

interface Row extends Omit<Succession, 'from' | 'to'> {
  readonly fromId: number;
  readonly toId: number;
}

/** Locks both organisations in the order of their ids, then reads what is planned of them. */
export async function lockSuccession(tx: Tx, id: number): Promise<Succession> {
  const ids = await selectOne<{ from_id: number; to_id: number }>(
    tx,
    'select from_id, to_id from organisation_succession where id = ?',
    [id],
  );
  const parties = await lockParties(tx, [ids.from_id, ids.to_id]);
  const row = await selectOne<Row>(
    tx,
    `select id, kind, from_id as "fromId", to_id as "toId", effective_on as "effectiveOn", reason,
       lpa_references as "lpaReferences", state from organisation_succession where id = ? for update`,
    [id],
  );
  const { fromId, toId, ...succession } = row;
  return { ...succession, from: partyIn(parties, fromId), to: partyIn(parties, toId) };
}

/** Organisations by id, locked in the order of their ids. */
export async function lockParties(tx: Tx, ids: readonly number[]): Promise<Party[]> {
  return selectRows<Party>(
    tx,
    `select id, reference, name, status, merged_into_id as "mergedIntoId", parent_id as "parentId" from organisation
     where id in (select value::int from jsonb_array_elements_text(?::jsonb) as given (value)) order by id for update`,
    [JSON.stringify(ids)],
  );
}

function partyIn(parties: readonly Party[], id: number): Party {
  const party = parties.find((one) => one.id === id);
  if (party === undefined) throw new Error(`There is no organisation ${id}`);
  return party;
}

type Planned = Pick<Succession, 'kind' | 'effectiveOn' | 'reason'> & { readonly from: Party; readonly to: Party };

/** What its approver sees, and the hash of exactly that against how both organisations are named and stand now. */
export function summariseSuccession(succession: Succession): {
  readonly title: string;
  readonly lines: readonly SummaryLine[];
  readonly hash: string;
} {
  const { id, kind, from, to, effectiveOn, reason, lpaReferences } = succession;
  const named = ({ name, reference }: Party) => `${name} (${reference})`;
  const isMerger = kind === 'merge';
  const lines = [
    { label: isMerger ? 'Merges' : 'Is split', value: named(from) },
    { label: isMerger ? 'Into' : 'Branch', value: named(to) },
    { label: 'From', value: formatLocalDate(effectiveOn) },
    {
      label: 'Takes along',
      value: isMerger
        ? 'Every registration that is not billed by then, and all that come after under either reference'
        : `${lpaReferences.length} registrations that are not billed, and what comes under its own reference`,
    },
    {
      label: 'Stays',
      value: 'What is billed already, paid or not, stays with the organisation that it was billed to',
    },
    { label: 'Why', value: reason },
  ];
  return {
    title: isMerger ? `Merge ${from.reference} into ${to.reference}` : `Split ${to.reference} off ${from.reference}`,
    lines,
    hash: subjectHash({ id, lines, lpaReferences, from: from.status, to: to.status }),
  };
}

export async function moveSuccession(
  scope: CommandScope,
  id: number,
  move: { readonly from: SuccessionState; readonly to: SuccessionState; readonly approvalId?: number },
): Promise<void> {
  await write(
    scope.tx,
    `update organisation_succession set state = ?, state_since = ?, approval_id = coalesce(?::bigint, approval_id)
     where id = ? and state = ?`,
    [move.to, scope.now.toISOString(), move.approvalId ?? null, id, move.from],
  );
}

/** What the audit trail keeps of it. */
export function successionFacts(planned: Planned): AuditFacts['organisation.succession-asked'] {
  const { kind, from, to, effectiveOn, reason } = planned;
  return { kind, from: from.reference, to: to.reference, effectiveOn, reason };
}
