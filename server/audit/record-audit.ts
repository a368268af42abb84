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
