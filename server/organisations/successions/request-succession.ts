import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { SuccessionKind } from '../../../shared/contracts/organisations.ts';
import { addDays, compareLocalDates, londonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { ZERO_PENCE } from '../../../shared/money.ts';
import { requestApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { arrayLiteral } from '../../platform/array-literal.ts';
import { postgresFault } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectOne } from '../../platform/rows.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { findOrganisation } from '../find-organisation.ts';
import { lockParties, lockSuccession, successionFacts, summariseSuccession, type Party } from './succession.ts';

/** How far back, and how far ahead, its day may lie. */
const MOST_DAYS_AWAY = 366;

export interface SuccessionRequest {
  readonly kind: SuccessionKind;
  readonly from: Party;
  readonly to: Party;
  readonly effectiveOn: LocalDate;
  readonly reason: string;
  readonly lpaReferences: readonly LpaReference[];
}

/** Both organisations, locked, and what every merger and split refuses: ORGANISATION_SUCCESSION_REFUSED. */
export async function lockTwo(
  scope: CommandScope,
  reference: OrganisationReference,
  toReference: OrganisationReference,
  effectiveOn: LocalDate,
): Promise<{ readonly from: Party; readonly to: Party }> {
  if (reference === toReference) throw refusedBecause('they are one and the same');
  const [fromId, toId] = [
    (await findOrganisation(scope.tx, reference)).id,
    (await findOrganisation(scope.tx, toReference)).id,
  ];
  const parties = await lockParties(scope.tx, [fromId, toId]);
  const [from, to] = [fromId, toId].map((id) => parties.find((party) => party.id === id));
  if (from === undefined || to === undefined) throw new Error('An organisation that was found is gone');
  for (const party of [from, to]) {
    if (party.status === 'closed') throw refusedBecause(`${party.name} is closed`);
  }
  const today = londonDay(scope.now);
  const isNear =
    compareLocalDates(effectiveOn, addDays(today, -MOST_DAYS_AWAY)) >= 0 &&
    compareLocalDates(effectiveOn, addDays(today, MOST_DAYS_AWAY)) <= 0;
  if (!isNear) throw refusedBecause('the day is more than a year away');
  return { from, to };
}

export function refusedBecause(reason: string): DomainError {
  return new DomainError('ORGANISATION_SUCCESSION_REFUSED', { reason });
}

const CROSSES: ReadonlySet<string> = new Set([
  'organisation_succession_one_open',
  'organisation_succession_does_not_cross',
]);

/** Keeps it and asks a second person to approve it. ORGANISATION_SUCCESSION_WAITING when either has one open already. */
export async function requestSuccession(
  scope: CommandScope,
  request: SuccessionRequest,
): Promise<{ approvalId: number }> {
  const id = await insertSuccession(scope, request);
  const { title, lines, hash } = summariseSuccession(await lockSuccession(scope.tx, id));
  await recordAudit(scope, {
    kind: 'organisation.succession-asked',
    subject: `organisation:${request.from.reference}`,
    organisationId: request.from.id,
    facts: successionFacts(request),
  });
  return requestApproval(scope, {
    subjectKind: 'organisation-succession',
    subjectId: String(id),
    subjectHash: hash,
    title,
    summary: lines,
    amount: ZERO_PENCE,
    organisationId: request.from.id,
    link: `/organisations/${request.from.reference}`,
    editors: [],
  });
}

async function insertSuccession(scope: CommandScope, request: SuccessionRequest): Promise<number> {
  if (scope.actor.kind !== 'staff') throw new Error('Mergers and splits are asked for by people');
  const { kind, from, to, effectiveOn, reason, lpaReferences } = request;
  const at = scope.now.toISOString();
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into organisation_succession (kind, from_id, to_id, effective_on, reason, lpa_references, asked_by,
         asked_at, state_since) values (?, ?, ?, ?, ?, ?::text[], ?, ?, ?) returning id`,
      [kind, from.id, to.id, effectiveOn, reason, arrayLiteral(lpaReferences), scope.actor.staffId, at, at],
    );
    return id;
  } catch (error) {
    if (!CROSSES.has(postgresFault(error)?.constraint ?? '')) throw error;
    throw new DomainError('ORGANISATION_SUCCESSION_WAITING', {}, { cause: error });
  }
}
