import type { CommandScope } from '../platform/run-command.ts';
import type { AuditEvent } from './audit-event.ts';
import { write } from '../platform/rows.ts';

/**
 * Writes one event in the scope's transaction: if it cannot be written, the change does not happen either.
 *
 * The scope says who and when; the event says what.
 */
export async function recordAudit(scope: CommandScope, event: AuditEvent): Promise<void> {
  const { actor } = scope;
  await write(
    scope.tx,
    `insert into audit_event (at, staff_id, actor, kind, organisation_id, subject, data, request_id, command_id)
     values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)`,
    [
      scope.now.toISOString(),
      actor.kind === 'system' ? null : actor.staffId,
      actor.name,
      event.kind,
      event.organisationId,
      event.subject,
      JSON.stringify(event.facts),
      scope.requestId,
      scope.commandId,
    ],
  );
}

/**
 * Writes many events of one change in one statement, in the scope's transaction: `recordAudit` for set-based work that
 * changes one thing for each of many organisations.
 */
export async function recordAudits(scope: CommandScope, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { actor } = scope;
  await write(
    scope.tx,
    `insert into audit_event (at, staff_id, actor, kind, organisation_id, subject, data, request_id, command_id)
     select ?::timestamptz, ?::integer, ?, kind, "organisationId", subject, facts, ?::uuid, ?::uuid
     from jsonb_to_recordset(?::jsonb) as event (kind text, "organisationId" integer, subject text, facts jsonb)`,
    [
      scope.now.toISOString(),
      actor.kind === 'system' ? null : actor.staffId,
      actor.name,
      scope.requestId,
      scope.commandId,
      JSON.stringify(events),
    ],
  );
}
