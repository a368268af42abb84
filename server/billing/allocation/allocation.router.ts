import {
  AppliedCredit,
  ApplyCredit,
  AskedReceiptChange,
  AskForReceiptChange,
  HeldCredit,
  ListReceipts,
  ReadCredit,
  ReceiptPage,
  WithdrawnReceiptChange,
  WithdrawReceiptChange,
} from '../../../shared/contracts/allocation.ts';
import { runCommand } from '../../platform/run-command.ts';
import { permitted, router } from '../../platform/trpc.ts';
import { askForReceiptChange } from '../receipt-changes/ask-for-receipt-change.ts';
import { withdrawReceiptChange } from '../receipt-changes/withdraw-receipt-change.ts';
import { applyCredit } from './apply-credit.ts';
import { listReceipts } from './list-receipts.ts';
import { readCredit } from './read-credit.ts';

export const allocationRouter = router({
  listReceipts: permitted('receipt.read')
    .input(ListReceipts)
    .output(ReceiptPage)
    .query(({ ctx, input }) => listReceipts(ctx.em, input)),
  readCredit: permitted('receipt.read')
    .input(ReadCredit)
    .output(HeldCredit)
    .query(({ ctx, input }) => readCredit(ctx.em, input.organisation)),
  applyCredit: permitted('receipt.allocate')
    .input(ApplyCredit)
    .output(AppliedCredit)
    .mutation(({ ctx, input }) => runCommand(ctx, 'allocation.applyCredit', input, applyCredit)),
  askForChange: permitted('receipt.allocate')
    .input(AskForReceiptChange)
    .output(AskedReceiptChange)
    .mutation(({ ctx, input }) => runCommand(ctx, 'allocation.askForChange', input, askForReceiptChange)),
  withdrawChange: permitted('receipt.allocate')
    .input(WithdrawReceiptChange)
    .output(WithdrawnReceiptChange)
    .mutation(({ ctx, input }) => runCommand(ctx, 'allocation.withdrawChange', input, withdrawReceiptChange)),
});
