import { z } from 'zod';
import {
  ActOnFeeOrder,
  CancelFeeOrder,
  ChangedFeeOrder,
  DraftFeeOrder,
  EditFeeOrder,
  FeeOrderRecord,
  FeeOrders,
  GetFeeOrder,
  ListRehearsal,
  PricesOn,
  PricesOnDay,
  RehearsalPage,
} from '../../../shared/contracts/fees.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { runCommand } from '../../platform/run-command.ts';
import { permitted, router } from '../../platform/trpc.ts';
import { askToCancelFeeOrder, cancelFeeOrder } from './cancel-fee-order.ts';
import { draftFeeOrder } from './draft-fee-order.ts';
import { editFeeOrder } from './edit-fee-order.ts';
import { getFeeOrder } from './get-fee-order.ts';
import { listFeeOrders } from './list-fee-orders.ts';
import { pricesOn } from './prices-on.ts';
import { listRehearsal } from './read-rehearsal.ts';
import { rehearseFeeOrder } from './rehearse-fee-order.ts';
import { sendFeeOrder } from './send-fee-order.ts';
import { takeBackFeeOrder } from './take-back-fee-order.ts';

const Nothing = z.strictObject({});

export const feesRouter = router({
  list: permitted('fees.read')
    .input(Nothing)
    .output(FeeOrders)
    .query(({ ctx }) => listFeeOrders(ctx.em, londonDay(ctx.clock.now()))),
  get: permitted('fees.read')
    .input(GetFeeOrder)
    .output(FeeOrderRecord)
    .query(({ ctx, input }) => getFeeOrder(ctx.em, input.feeOrderId, londonDay(ctx.clock.now()))),
  pricesOn: permitted('fees.read')
    .input(PricesOn)
    .output(PricesOnDay)
    .query(({ ctx, input }) => pricesOn(ctx.em, input.receivedOn)),
  listRehearsal: permitted('fees.read')
    .input(ListRehearsal)
    .output(RehearsalPage)
    .query(({ ctx, input }) => listRehearsal(ctx.em, input)),
  draft: permitted('fees.edit')
    .input(DraftFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.draft', input, draftFeeOrder)),
  edit: permitted('fees.edit')
    .input(EditFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.edit', input, editFeeOrder)),
  rehearse: permitted('fees.edit')
    .input(ActOnFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.rehearse', input, rehearseFeeOrder)),
  send: permitted('fees.edit')
    .input(ActOnFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.send', input, sendFeeOrder)),
  takeBack: permitted('fees.edit')
    .input(ActOnFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.takeBack', input, takeBackFeeOrder)),
  cancel: permitted('fees.edit')
    .input(CancelFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.cancel', input, cancelFeeOrder)),
  askToCancel: permitted('fees.edit')
    .input(CancelFeeOrder)
    .output(ChangedFeeOrder)
    .mutation(({ ctx, input }) => runCommand(ctx, 'fees.askToCancel', input, askToCancelFeeOrder)),
});
