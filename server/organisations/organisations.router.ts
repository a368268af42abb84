import { z } from 'zod';
import {
  AddContact,
  AskToCloseOrganisation,
  AskToMerge,
  AskToSplit,
  CreatedOrganisation,
  CreateOrganisation,
  Done,
  EditContact,
  EditedOrganisation,
  EditOrganisation,
  GetOrganisation,
  GetTimeline,
  ListOrganisations,
  ListUnbilled,
  OrganisationPage,
  OrganisationRecord,
  RemoveContact,
  SetBranchOf,
  SetOrganisationStatus,
  TakeBackOrganisationChange,
  TakeBackSuccession,
  TimelinePage,
  UnbilledList,
} from '../../shared/contracts/organisations.ts';
import { londonDay } from '../../shared/local-date.ts';
import { listOrganisationEvents } from '../audit/index.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { addContact } from './add-contact.ts';
import { askToCloseOrganisation } from './ask-to-close-organisation.ts';
import { createOrganisation } from './create-organisation.ts';
import { editContact } from './edit-contact.ts';
import { editOrganisation } from './edit-organisation.ts';
import { getOrganisation } from './get-organisation.ts';
import { listOrganisations } from './list-organisations.ts';
import { removeContact } from './remove-contact.ts';
import { setBranchOf } from './set-branch-of.ts';
import { setOrganisationStatus } from './set-organisation-status.ts';
import { askToMerge } from './successions/ask-to-merge.ts';
import { askToSplit } from './successions/ask-to-split.ts';
import { takeBackSuccession } from './successions/take-back-succession.ts';
import { listUnbilled } from './successions/unbilled-registrations.ts';
import { takeBackOrganisationChange } from './take-back-organisation-change.ts';

const Asked = z.strictObject({ approvalId: z.int() });

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
  create: permitted('organisation.edit')
    .input(CreateOrganisation)
    .output(CreatedOrganisation)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.create', input, createOrganisation)),
  edit: permitted('organisation.edit')
    .input(EditOrganisation)
    .output(EditedOrganisation)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.edit', input, editOrganisation)),
  setStatus: permitted('organisation.edit')
    .input(SetOrganisationStatus)
    .output(Done)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.setStatus', input, setOrganisationStatus)),
  askToClose: permitted('organisation.edit')
    .input(AskToCloseOrganisation)
    .output(Asked)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.askToClose', input, askToCloseOrganisation)),
  takeBack: permitted('organisation.edit')
    .input(TakeBackOrganisationChange)
    .output(Done)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.takeBack', input, takeBackOrganisationChange)),
  addContact: permitted('organisation.edit')
    .input(AddContact)
    .output(z.strictObject({ contactId: z.int() }))
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.addContact', input, addContact)),
  editContact: permitted('organisation.edit')
    .input(EditContact)
    .output(Done)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.editContact', input, editContact)),
  removeContact: permitted('organisation.edit')
    .input(RemoveContact)
    .output(Done)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.removeContact', input, removeContact)),
  setBranchOf: permitted('organisation.edit')
    .input(SetBranchOf)
    .output(Done)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.setBranchOf', input, setBranchOf)),
  unbilled: permitted('organisation.edit')
    .input(ListUnbilled)
    .output(UnbilledList)
    .query(({ ctx, input }) => listUnbilled(ctx.em, input)),
  askToMerge: permitted('organisation.edit')
    .input(AskToMerge)
    .output(Asked)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.askToMerge', input, askToMerge)),
  askToSplit: permitted('organisation.edit')
    .input(AskToSplit)
    .output(Asked)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.askToSplit', input, askToSplit)),
  takeBackSuccession: permitted('organisation.edit')
    .input(TakeBackSuccession)
    .output(Done)
    .mutation(({ ctx, input }) => runCommand(ctx, 'organisations.takeBackSuccession', input, takeBackSuccession)),
});
