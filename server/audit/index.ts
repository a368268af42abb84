/** The audit trail: one typed event per change, in the change's transaction, never changed after. */
export type { AuditEvent, AuditFacts, AuditKind } from './audit-event.ts';
export { auditRouter } from './audit.router.ts';
export { listOrganisationEvents } from './list-audit-events.ts';
export { recordAudit, recordAudits } from './record-audit.ts';
