import { CorrectionRequest, type CorrectionKind, type CorrectionState } from '../../../shared/contracts/corrections.ts';
import { lockBalances } from '../../ledger/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { readDate, selectRows, type SqlValue } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { CORRECTION_RULES } from './correction-state.ts';

/** A correction under its lock. */
export interface LockedCorrection {
  readonly id: number;
  readonly kind: CorrectionKind;
  readonly state: CorrectionState;
  readonly organisationId: number;
  readonly toOrganisationId: number | null;
  readonly askedBy: number;
  readonly askedAt: Date;
  readonly request: CorrectionRequest;
}

interface Row extends Omit<LockedCorrection, 'request' | 'askedAt'> {
  readonly request: unknown;
  readonly asked_at: string;
}

/**
 * Locks the balance rows of a correction's organisations and then the correction, until the transaction ends: whatever
 * moves their money waits, so that what is worked out now is what happens. CORRECTION_NOT_FOUND when there is none.
 */
export async function lockCorrection(tx: Tx, correctionId: number): Promise<LockedCorrection> {
  const [whose] = await selectRows<{ organisation_id: number; to_organisation_id: number | null }>(
    tx,
    'select organisation_id, to_organisation_id from correction where id = ?',
    [correctionId],
  );
  if (whose === undefined) throw new DomainError('CORRECTION_NOT_FOUND');
  await lockBalances(
    tx,
    [whose.organisation_id, whose.to_organisation_id].filter((id) => id !== null),
  );
  const [row] = await selectRows<Row>(
    tx,
    `select id, kind, state, organisation_id as "organisationId", to_organisation_id as "toOrganisationId",
       asked_by as "askedBy", asked_at, request from correction where id = ? for update`,
    [correctionId],
  );
  if (row === undefined) throw new Error('A correction that was there is gone');
  const { asked_at: askedAt, request, ...correction } = row;
  return { ...correction, askedAt: readDate(askedAt), request: CorrectionRequest.parse(request) };
}

/** Locks a correction that can still come to something; CORRECTION_NOT_OPEN otherwise. */
export async function lockOpenCorrection(tx: Tx, correctionId: number): Promise<LockedCorrection> {
  const correction = await lockCorrection(tx, correctionId);
  if (!CORRECTION_RULES[correction.state].open) {
    throw new DomainError('CORRECTION_NOT_OPEN', { state: correction.state });
  }
  return correction;
}

/** Columns that a move may set besides the state. */
export interface CorrectionFacts {
  readonly returned_reason?: string | null;
  readonly approval_id?: number;
  readonly approved_by?: number;
}

/** Moves a locked correction to another state, conditionally; the database refuses a move that the state table lacks. */
export async function moveCorrection(
  { tx, now }: CommandScope,
  correction: LockedCorrection,
  to: CorrectionState,
  facts: CorrectionFacts = {},
): Promise<void> {
  const values: SqlValue[] = Object.values(facts);
  const sets = Object.keys(facts).map((column) => `, ${column} = ?`);
  const moved = await selectRows<{ id: number }>(
    tx,
    `update correction set state = ?, state_since = ?${sets.join('')} where id = ? and state = ? returning id`,
    [to, now.toISOString(), ...values, correction.id, correction.state],
  );
  if (moved.length !== 1) throw new Error('A locked correction changed under its lock');
}
