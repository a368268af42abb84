import {
  BankTransferPage,
  CardFilePage,
  CheckedRemittance,
  CheckRemittance,
  InstrumentPage,
  ListBankTransfers,
  ListCardFiles,
  ListInstruments,
  ListPayingInSlips,
  ListUnplacedCardRows,
  MadePayingInSlip,
  MakePayingInSlip,
  PayingInSlipPage,
  RecordBankTransfer,
  RecordedBankTransfer,
  RecordedInstrument,
  RecordInstrument,
  TakeBackInstrument,
  TakeCardFile,
  TakenBackInstrument,
  TakenCardFile,
  UnplacedCardPage,
} from '../../shared/contracts/receipts.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { listBankTransfers } from './list-bank-transfers.ts';
import { listCardFiles, listUnplacedCardRows } from './list-card-files.ts';
import { listInstruments } from './list-instruments.ts';
import { listPayingInSlips } from './list-paying-in-slips.ts';
import { makePayingInSlip } from './make-paying-in-slip.ts';
import { readRemittance } from './read-remittance.ts';
import { recordBankTransfer } from './record-bank-transfer.ts';
import { recordInstrument } from './record-instrument.ts';
import { bounceInstrument, returnInstrument } from './take-back-instrument.ts';
import { takeCardFile } from './take-card-file.ts';

export const receiptsRouter = router({
  listInstruments: permitted('receipts.read')
    .input(ListInstruments)
    .output(InstrumentPage)
    .query(({ ctx, input }) => listInstruments(ctx.em, input)),
  recordInstrument: permitted('receipts.record')
    .input(RecordInstrument)
    .output(RecordedInstrument)
    .mutation(({ ctx, input }) => runCommand(ctx, 'receipts.recordInstrument', input, recordInstrument)),
  bounceInstrument: permitted('receipts.record')
    .input(TakeBackInstrument)
    .output(TakenBackInstrument)
    .mutation(({ ctx, input }) => runCommand(ctx, 'receipts.bounceInstrument', input, bounceInstrument)),
  returnInstrument: permitted('receipts.record')
    .input(TakeBackInstrument)
    .output(TakenBackInstrument)
    .mutation(({ ctx, input }) => runCommand(ctx, 'receipts.returnInstrument', input, returnInstrument)),
  listPayingInSlips: permitted('receipts.read')
    .input(ListPayingInSlips)
    .output(PayingInSlipPage)
    .query(({ ctx, input }) => listPayingInSlips(ctx.em, input)),
  makePayingInSlip: permitted('receipts.record')
    .input(MakePayingInSlip)
    .output(MadePayingInSlip)
    .mutation(({ ctx, input }) => runCommand(ctx, 'receipts.makePayingInSlip', input, makePayingInSlip)),
  listBankTransfers: permitted('receipts.read')
    .input(ListBankTransfers)
    .output(BankTransferPage)
    .query(({ ctx, input }) => listBankTransfers(ctx.em, input)),
  checkRemittance: permitted('receipts.record')
    .input(CheckRemittance)
    .output(CheckedRemittance)
    .query(async ({ ctx, input }) => (await readRemittance(ctx.em, input.advice)).checked),
  recordBankTransfer: permitted('receipts.record')
    .input(RecordBankTransfer)
    .output(RecordedBankTransfer)
    .mutation(({ ctx, input }) => runCommand(ctx, 'receipts.recordBankTransfer', input, recordBankTransfer)),
  listCardFiles: permitted('receipts.read')
    .input(ListCardFiles)
    .output(CardFilePage)
    .query(({ ctx, input }) => listCardFiles(ctx.em, input)),
  listUnplacedCardRows: permitted('receipts.read')
    .input(ListUnplacedCardRows)
    .output(UnplacedCardPage)
    .query(({ ctx, input }) => listUnplacedCardRows(ctx.em, input)),
  takeCardFile: permitted('receipts.record')
    .input(TakeCardFile)
    .output(TakenCardFile)
    .mutation(({ ctx, input }) => runCommand(ctx, 'receipts.takeCardFile', input, takeCardFile)),
});
