import {
  AskForRefund,
  ChangedRefund,
  GetRefund,
  GetRefundable,
  ListRefundable,
  ListRefunds,
  Refundable,
  RefundableList,
  RefundPage,
  RefundRow,
  WithdrawRefund,
} from '../../shared/contracts/refunds.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { askForRefund } from './ask-for-refund.ts';
import { getRefund, listRefunds } from './list-refunds.ts';
import { getRefundable, listRefundable } from './read-refundable.ts';
import { withdrawRefund } from './withdraw-refund.ts';

export const refundsRouter = router({
  refundable: permitted('refund.ask')
    .input(GetRefundable)
    .output(Refundable)
    .query(({ ctx, input }) => getRefundable(ctx.em.fork(), input.attemptId)),
  listRefundable: permitted('refund.ask')
    .input(ListRefundable)
    .output(RefundableList)
    .query(({ ctx, input }) => listRefundable(ctx.em.fork(), input.organisation)),
  ask: permitted('refund.ask')
    .input(AskForRefund)
    .output(ChangedRefund)
    .mutation(({ ctx, input }) => runCommand(ctx, 'refunds.ask', input, askForRefund)),
  withdraw: permitted('refund.ask')
    .input(WithdrawRefund)
    .output(ChangedRefund)
    .mutation(({ ctx, input }) => runCommand(ctx, 'refunds.withdraw', input, withdrawRefund)),
  get: permitted('refund.read')
    .input(GetRefund)
    .output(RefundRow)
    .query(({ ctx, input }) => getRefund(ctx.em, input.refundId)),
  list: permitted('refund.read')
    .input(ListRefunds)
    .output(RefundPage)
    .query(({ ctx, input }) => listRefunds(ctx.em, input)),
});
