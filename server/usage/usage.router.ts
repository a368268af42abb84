import {
  CancelDelivery,
  CancelledDelivery,
  DeliveredUpload,
  DeliverUpload,
  DeliveryPage,
  DeliveryRecord,
  DeliveryRowPage,
  GetDelivery,
  GetRegistration,
  ListDeliveries,
  ListDeliveryRows,
  ListRegistrations,
  RegistrationPage,
  RegistrationRecord,
} from '../../shared/contracts/usage.ts';
import {
  ListTopOrganisations,
  ReadUsage,
  TopOrganisations,
  UsageDashboard,
} from '../../shared/contracts/usage-dashboard.ts';
import type { Jobs } from '../platform/jobs.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { cancelDelivery } from './cancel-delivery.ts';
import { listTopOrganisations } from './dashboard/list-top-organisations.ts';
import { readUsage } from './dashboard/read-usage.ts';
import { deliverUpload } from './deliver-upload.ts';
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
