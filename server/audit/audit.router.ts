import { AuditPage, ListAuditEvents } from '../../shared/contracts/audit.ts';
import { permitted, router } from '../platform/trpc.ts';
import { listAuditEvents } from './list-audit-events.ts';

export const auditRouter = router({
  list: permitted('audit.read')
    .input(ListAuditEvents)
    .output(AuditPage)
    .query(({ ctx, input }) => listAuditEvents(ctx.em, input)),
});
