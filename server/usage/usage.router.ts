import {
  CancelDelivery,
  CancelledDelivery,
  DeliveredUpload,
  DeliverUpload,
  DeliveryPage,
  DeliveryRecord,
  DeliveryRowPage,
  ExportRegistrations,
  GetDelivery,
  GetRegistration,
  ListDeliveries,
  ListDeliveryRows,
  ListRegistrations,
  RegistrationPage,
  RegistrationRecord,
} from '../../shared/contracts/usage.ts';
import {
  ListOddOrganisations,
  ListTopOrganisations,
  OddOrganisations,
  ReadUsage,
  TopOrganisations,
  UsageDashboard,
} from '../../shared/contracts/usage-dashboard.ts';
import {
  AcknowledgeAlert,
  AlertChanged,
  ListAlerts,
  RemoveAlert,
  SetAlert,
  UsageAlerts,
} from '../../shared/contracts/usage-alerts.ts';
import { ListFile } from '../../shared/contracts/paging.ts';
import type { Jobs } from '../platform/jobs.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { acknowledgeAlert } from './alerts/acknowledge-alert.ts';
import { listAlerts } from './alerts/list-alerts.ts';
import { removeAlert } from './alerts/remove-alert.ts';
import { setAlert } from './alerts/set-alert.ts';
import { cancelDelivery } from './cancel-delivery.ts';
import { listOddOrganisations } from './dashboard/list-odd-organisations.ts';
import { listTopOrganisations } from './dashboard/list-top-organisations.ts';
import { readUsage } from './dashboard/read-usage.ts';
import { deliverUpload } from './deliver-upload.ts';
import { exportRegistrations } from './export-registrations.ts';
import { getDelivery } from './get-delivery.ts';
import { getRegistration } from './get-registration.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listDeliveryRows } from './list-delivery-rows.ts';
import { listRegistrations } from './list-registrations.ts';

/** Procedures of the slice; what the registration service posts has a route of its own. */
export function createUsageRouter({ jobs }: { readonly jobs: Jobs }) {
  return router({
    listRegistrations: permitted('usage.read')
      .input(ListRegistrations)
      .output(RegistrationPage)
      .query(({ ctx, input }) => listRegistrations(ctx.em, input)),
    getRegistration: permitted('usage.read')
      .input(GetRegistration)
      .output(RegistrationRecord)
      .query(({ ctx, input }) => getRegistration(ctx.em, input.id)),
    readUsage: permitted('usage.read')
      .input(ReadUsage)
      .output(UsageDashboard)
      .query(({ ctx, input }) => readUsage(ctx.em, input, ctx.clock.now())),
    listTopOrganisations: permitted('usage.read')
      .input(ListTopOrganisations)
      .output(TopOrganisations)
      .query(({ ctx, input }) => listTopOrganisations(ctx.em, input, ctx.clock.now())),
    listOddOrganisations: permitted('usage.read')
      .input(ListOddOrganisations)
      .output(OddOrganisations)
      .query(({ ctx }) => listOddOrganisations(ctx.em, ctx.clock.now())),
    exportRegistrations: permitted('usage.read')
      .input(ExportRegistrations)
      .output(ListFile)
      .mutation(({ ctx, input }) => runCommand(ctx, 'usage.exportRegistrations', input, exportRegistrations)),
    listAlerts: permitted('usage.read')
      .input(ListAlerts)
      .output(UsageAlerts)
      .query(({ ctx, input }) => listAlerts(ctx.em, input)),
    setAlert: permitted('usage.watch')
      .input(SetAlert)
      .output(AlertChanged)
      .mutation(({ ctx, input }) => runCommand(ctx, 'usage.setAlert', input, setAlert)),
    removeAlert: permitted('usage.watch')
      .input(RemoveAlert)
      .output(AlertChanged)
      .mutation(({ ctx, input }) => runCommand(ctx, 'usage.removeAlert', input, removeAlert)),
    acknowledgeAlert: permitted('usage.watch')
      .input(AcknowledgeAlert)
      .output(AlertChanged)
      .mutation(({ ctx, input }) => runCommand(ctx, 'usage.acknowledgeAlert', input, acknowledgeAlert)),
    listDeliveries: permitted('usage.read')
      .input(ListDeliveries)
      .output(DeliveryPage)
      .query(({ ctx, input }) => listDeliveries(ctx.em, input)),
    getDelivery: permitted('usage.read')
      .input(GetDelivery)
      .output(DeliveryRecord)
      .query(({ ctx, input }) => getDelivery(ctx.em, input.id)),
    listDeliveryRows: permitted('usage.read')
      .input(ListDeliveryRows)
      .output(DeliveryRowPage)
      .query(({ ctx, input }) => listDeliveryRows(ctx.em, input)),
    deliverUpload: permitted('usage.upload')
      .input(DeliverUpload)
      .output(DeliveredUpload)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'usage.deliverUpload', input, (scope, upload) => deliverUpload(scope, upload, jobs)),
      ),
    cancelDelivery: permitted('usage.upload')
      .input(CancelDelivery)
      .output(CancelledDelivery)
      .mutation(({ ctx, input }) => runCommand(ctx, 'usage.cancelDelivery', input, cancelDelivery)),
  });
}
