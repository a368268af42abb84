import {
  GetOrganisation,
  GetTimeline,
  ListOrganisations,
  OrganisationPage,
  OrganisationRecord,
  TimelinePage,
} from '../../shared/contracts/organisations.ts';
import { londonDay } from '../../shared/local-date.ts';
import { listOrganisationEvents } from '../audit/index.ts';
import { permitted, router } from '../platform/trpc.ts';
import { getOrganisation } from './get-organisation.ts';
import { listOrganisations } from './list-organisations.ts';

export const organisationsRouter = router({
  list: permitted('organisation.read')
    .input(ListOrganisations)
    .output(OrganisationPage)
    .query(({ ctx, input }) => listOrganisations(ctx.em, input)),
  get: permitted('organisation.read')
    .input(GetOrganisation)
    .output(OrganisationRecord)
    .query(({ ctx, input }) => getOrganisation(ctx.em, input.reference, londonDay(ctx.clock.now()))),
  timeline: permitted('organisation.read')
    .input(GetTimeline)
    .output(TimelinePage)
    .query(({ ctx, input }) => listOrganisationEvents(ctx.em, input)),
});
