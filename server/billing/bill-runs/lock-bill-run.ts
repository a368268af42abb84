import type { BillRunState } from '../../../shared/contracts/bill-runs.ts';
import type { BillCycle } from '../../../shared/contracts/organisations.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';

export interface LockedBillRun {
  readonly id: number;
  readonly kind: 'cycle' | 'supplementary';
  readonly cycle: BillCycle;
  readonly from: LocalDate;
  readonly before: LocalDate;
  readonly state: BillRunState;
  readonly draftedBy: number | null;
  readonly revision: number;
  /** Id of the last organisation that is in a part, or of the last bill that was issued. */
  readonly reached: number;
  /** False while bills of an earlier working out are still to be deleted. */
  readonly cleared: boolean;
}

/**
 * How strongly a run is locked: to change it, which waits for everybody; to plan its parts, one at a time; or to work
 * one out, beside others.
 */
export type BillRunLock = 'for update' | 'for no key update' | 'for key share';

/** Locks a run until the transaction ends; BILL_RUN_NOT_FOUND when there is none. */
export async function lockBillRun(tx: Tx, billRunId: number, lock: BillRunLock = 'for update'): Promise<LockedBillRun> {
  const [run] = await selectRows<LockedBillRun>(
    tx,
    `select id, kind, cycle, period_from as from, period_before as before, state, drafted_by as "draftedBy", revision,
       reached, cleared from bill_run where id = ? ${lock}`,
    [billRunId],
  );
  if (run === undefined) throw new DomainError('BILL_RUN_NOT_FOUND', { billRun: billRunId });
  return run;
}

/** Columns that a move may set besides the state. */
export interface BillRunFacts {
  readonly approved_by?: number | null;
  readonly approved_hash?: Buffer | null;
  readonly reached?: number;
  readonly cleared?: boolean;
  readonly bills_to_issue?: number;
  readonly organisation_count?: number;
  readonly failure_code?: string;
}

/** Moves a locked run to another state, conditionally; the database refuses a move that the state table does not have. */
export async function moveBillRun(
  { tx, now }: CommandScope,
  run: LockedBillRun,
  to: BillRunState,
  facts: BillRunFacts = {},
): Promise<void> {
  const values: SqlValue[] = Object.values(facts);
  const moved = await selectRows<{ id: number }>(
    tx,
    `update bill_run set state = ?, state_since = ?
       ${Object.keys(facts)
         .map((column) => `, ${column} = ?`)
         .join('')}
     where id = ? and state = ? returning id`,
    [to, now.toISOString(), ...values, run.id, run.state],
  );
  if (moved.length !== 1) throw new Error('A locked bill run changed under its lock');
}
