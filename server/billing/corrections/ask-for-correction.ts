import type { AskForCorrection, ChangedCorrection, CorrectionRequest } from '../../../shared/contracts/corrections.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { requestApproval, subjectHash } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { lockBalances } from '../../ledger/index.ts';
import type { StaffActor } from '../../platform/actor.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne } from '../../platform/rows.ts';
import type { CorrectionPlan } from './correction-plan.ts';
import { requireNotBeingPaid } from '../lines-being-paid.ts';
import { planCorrection } from './plan-correction.ts';
import { atStake, planHash, planSummary, planTitle } from './plan-summary.ts';

/**
 * Asks a second person for a correction. Nothing about any bill changes until it is approved.
 *
 * Refuses as the kind's plan does, LINE_ALREADY_BEING_PAID, and CORRECTION_ALREADY_OPEN when another waits, or was
 * returned, for the same invoice, or is the very same.
 */
export async function askForCorrection(scope: CommandScope, input: AskForCorrection): Promise<ChangedCorrection> {
  const { request } = input;
  const plan = await planUnderLock(scope, request);
  const correctionId = await insertCorrection(scope, request, plan);
  const approvalId = await sendForApproval(scope, correctionId, plan);
  return { correctionId, state: 'waiting', approvalId };
}

/** Works a plan out twice: to know whose balances to lock, and under those locks. */
export async function planUnderLock(scope: CommandScope, request: CorrectionRequest): Promise<CorrectionPlan> {
  const { tx, now } = scope;
  const today = londonDay(now);
  const { from, to } = await planCorrection(tx, request, today);
  await lockBalances(tx, to === null ? [from.id] : [from.id, to.id]);
  const plan = await planCorrection(tx, request, today);
  await requireNotBeingPaid(
    tx,
    plan.credits.map(({ lineId }) => lineId),
  );
  return plan;
}

/** Asks for approval of exactly the plan, and records who asked. Answers the approval's id. */
export async function sendForApproval(
  scope: CommandScope,
  correctionId: number,
  plan: CorrectionPlan,
): Promise<number> {
  const title = planTitle(plan);
  await recordAudit(scope, {
    kind: 'correction.asked-for',
    subject: `correction:${correctionId}`,
    organisationId: plan.from.id,
    facts: { correctionId, title, amount: atStake(plan), invoiceNumber: plan.invoice?.number ?? null },
  });
  const { approvalId } = await requestApproval(scope, {
    subjectKind: plan.kind,
    subjectId: String(correctionId),
    subjectHash: planHash(plan),
    title,
    summary: planSummary(plan),
    amount: atStake(plan),
    organisationId: plan.from.id,
    link: `/corrections/${correctionId}`,
    editors: [],
  });
  return approvalId;
}

/** The person who acts. That the system corrects a bill by itself is a bug of the caller. */
export function askerOf({ actor }: CommandScope): StaffActor {
  if (actor.kind !== 'staff') throw new Error('Corrections are asked for by people');
  return actor;
}

/** What makes two requests the same. */
export function requestHash(request: CorrectionRequest): string {
  return subjectHash(JSON.parse(JSON.stringify(request)));
}

/** As CORRECTION_ALREADY_OPEN, where the database says that another is open for the same. */
export async function oneAtATime<T>(write: () => Promise<T>, invoiceNumber: string | null): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatesUnique(error, 'correction_one_waiting') || violatesUnique(error, 'correction_same_waiting')) {
      const details = invoiceNumber === null ? {} : { invoiceNumber };
      throw new DomainError('CORRECTION_ALREADY_OPEN', details, { cause: error });
    }
    throw error;
  }
}

async function insertCorrection(
  scope: CommandScope,
  request: CorrectionRequest,
  plan: CorrectionPlan,
): Promise<number> {
  const at = scope.now.toISOString();
  const { id } = await oneAtATime(
    () =>
      selectOne<{ id: number }>(
        scope.tx,
        `insert into correction (kind, organisation_id, to_organisation_id, invoice_id, request, request_hash, amount,
           state, state_since, asked_by, asked_at)
         values (?, ?, ?, ?, ?::jsonb, ?, ?, 'waiting', ?, ?, ?) returning id`,
        [
          ...[plan.kind, plan.from.id, plan.to?.id ?? null, plan.invoice?.id ?? null, JSON.stringify(request)],
          ...[requestHash(request), atStake(plan), at, askerOf(scope).staffId, at],
        ],
      ),
    plan.invoice?.number ?? null,
  );
  return id;
}
