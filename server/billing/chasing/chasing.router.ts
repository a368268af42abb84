import {
  ChangedHold,
  ChasingPage,
  ChasingRecord,
  GetChasing,
  HoldInvoice,
  LiftInvoiceHold,
  ListChasing,
} from '../../../shared/contracts/chasing.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { runCommand } from '../../platform/run-command.ts';
import { permitted, router } from '../../platform/trpc.ts';
import { getChasing } from './get-chasing.ts';
import { holdInvoice } from './hold-invoice.ts';
import { liftInvoiceHold } from './lift-invoice-hold.ts';
import { listChasing } from './list-chasing.ts';

export const chasingRouter = router({
  list: permitted('invoice.read')
    .input(ListChasing)
    .output(ChasingPage)
    .query(({ ctx, input }) => listChasing(ctx.em, input, londonDay(ctx.clock.now()))),
  get: permitted('invoice.read')
    .input(GetChasing)
    .output(ChasingRecord)
    .query(({ ctx, input }) => getChasing(ctx.em, input.number, londonDay(ctx.clock.now()))),
  hold: permitted('chasing.hold')
    .input(HoldInvoice)
    .output(ChangedHold)
    .mutation(({ ctx, input }) => runCommand(ctx, 'chasing.hold', input, holdInvoice)),
  lift: permitted('chasing.hold')
    .input(LiftInvoiceHold)
    .output(ChangedHold)
    .mutation(({ ctx, input }) => runCommand(ctx, 'chasing.lift', input, liftInvoiceHold)),
});
