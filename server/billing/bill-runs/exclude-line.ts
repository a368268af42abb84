import type { ExcludeLine, IncludeLine } from '../../../shared/contracts/bill-runs.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { beginChange } from './change-bill-run.ts';
import { writeBillOf } from './compute-bills.ts';
import type { LockedBillRun } from './lock-bill-run.ts';

interface Subject {
  readonly billRunId: number;
  readonly organisationId: number;
  readonly registrationId: number;
  readonly lpaReference: LpaReference;
}

/** Leaves one line out of a run, with a reason; its bill is worked out anew. The registration waits for the next run. */
export async function excludeLine(scope: CommandScope, input: ExcludeLine): Promise<{ billRunId: number }> {
  const subject = await findLine(scope, input.lineId);
  const run = await beginChange(scope, subject.billRunId, 'A line was left out');
  const { actor, now, tx } = scope;
  await write(
    tx,
    `insert into bill_run_exclusion (bill_run_id, registration_id, reason, excluded_by, excluded_at)
     values (?, ?, ?, ?, ?) on conflict do nothing`,
    [run.id, subject.registrationId, input.reason, actor.kind === 'staff' ? actor.staffId : null, now.toISOString()],
  );
  await rewriteBill(scope, run, subject.organisationId);
  await recordAudit(scope, {
    kind: 'bill-run.line-left-out',
    subject: `bill-run:${run.id}`,
    organisationId: subject.organisationId,
    facts: { billRunId: run.id, lpaReference: subject.lpaReference, reason: input.reason },
  });
  return { billRunId: run.id };
}

/** Takes a line that was left out back in. */
export async function includeLine(scope: CommandScope, input: IncludeLine): Promise<{ billRunId: number }> {
  const run = await beginChange(scope, input.billRunId, 'A line was taken back in');
  const [subject] = await selectRows<Subject>(
    scope.tx,
    `delete from bill_run_exclusion excluded using registration
     where bill_run_id = ? and registration_id = ? and registration.id = registration_id
     returning bill_run_id as "billRunId", organisation_id as "organisationId", registration_id as "registrationId",
       lpa_reference as "lpaReference"`,
    [run.id, input.registrationId],
  );
  if (subject === undefined) throw new DomainError('LINE_NOT_FOUND');
  await rewriteBill(scope, run, subject.organisationId);
  await recordAudit(scope, {
    kind: 'bill-run.line-taken-back',
    subject: `bill-run:${run.id}`,
    organisationId: subject.organisationId,
    facts: { billRunId: run.id, lpaReference: subject.lpaReference },
  });
  return { billRunId: run.id };
}

async function findLine(scope: CommandScope, lineId: number): Promise<Subject> {
  const [line] = await selectRows<Subject>(
    scope.tx,
    `select bill_run_id as "billRunId", organisation_id as "organisationId", registration_id as "registrationId",
       lpa_reference as "lpaReference"
     from invoice_line line join bill on bill.id = line.invoice_id
     where line.id = ? and bill_run_id is not null and registration_id is not null`,
    [lineId],
  );
  if (line === undefined) throw new DomainError('LINE_NOT_FOUND');
  return line;
}

/** Works one organisation of the run out anew. A hold that staff put on its bill stays. */
async function rewriteBill({ tx }: CommandScope, run: LockedBillRun, organisationId: number): Promise<void> {
  const [held] = await selectRows<{ reason: string | null }>(
    tx,
    'select held_reason as reason from bill where bill_run_id = ? and organisation_id = ? for update',
    [run.id, organisationId],
  );
  await write(
    tx,
    `delete from invoice_line where invoice_id in (
       select id from bill where bill_run_id = ? and organisation_id = ?)`,
    [run.id, organisationId],
  );
  await write(tx, 'delete from bill where bill_run_id = ? and organisation_id = ?', [run.id, organisationId]);
  await writeBillOf(tx, run, organisationId);
  if (held?.reason === null || held === undefined) return;
  await write(
    tx,
    `update bill set standing = 'held', held_reason = ?
     where bill_run_id = ? and organisation_id = ? and standing in ('ready', 'rolled-forward')`,
    [held.reason, run.id, organisationId],
  );
}
