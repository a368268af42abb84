import {
  AskForCorrection,
  ChangedCorrection,
  CorrectionPage,
  CorrectionPreview,
  CorrectionRecord,
  CreditNotePage,
  CreditNoteRecord,
  DifferencePage,
  GetCorrection,
  GetCreditNote,
  ListCorrections,
  ListCreditNotes,
  ListDifferences,
  PreviewCorrection,
  ReviseCorrection,
  WithdrawCorrection,
} from '../../../shared/contracts/corrections.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { runCommand } from '../../platform/run-command.ts';
import { permitted, router } from '../../platform/trpc.ts';
import { askForCorrection } from './ask-for-correction.ts';
import { previewCorrection } from './correction-effect.ts';
import { getCorrection, listCorrections } from './list-corrections.ts';
import { getCreditNote, listCreditNotes } from './list-credit-notes.ts';
import { listDifferences } from './list-differences.ts';
import { reviseCorrection } from './revise-correction.ts';
import { withdrawCorrection } from './withdraw-correction.ts';

export const correctionsRouter = router({
  preview: permitted('correction.ask')
    .input(PreviewCorrection)
    .output(CorrectionPreview)
    .query(({ ctx, input }) => previewCorrection(ctx.em, input.request, londonDay(ctx.clock.now()))),
  ask: permitted('correction.ask')
    .input(AskForCorrection)
    .output(ChangedCorrection)
    .mutation(({ ctx, input }) => runCommand(ctx, 'corrections.ask', input, askForCorrection)),
  revise: permitted('correction.ask')
    .input(ReviseCorrection)
    .output(ChangedCorrection)
    .mutation(({ ctx, input }) => runCommand(ctx, 'corrections.revise', input, reviseCorrection)),
  withdraw: permitted('correction.ask')
    .input(WithdrawCorrection)
    .output(ChangedCorrection)
    .mutation(({ ctx, input }) => runCommand(ctx, 'corrections.withdraw', input, withdrawCorrection)),
  get: permitted('invoice.read')
    .input(GetCorrection)
    .output(CorrectionRecord)
    .query(({ ctx, input }) => getCorrection(ctx.em, input.correctionId, ctx.clock.now())),
  list: permitted('invoice.read')
    .input(ListCorrections)
    .output(CorrectionPage)
    .query(({ ctx, input }) => listCorrections(ctx.em, input)),
  listCreditNotes: permitted('invoice.read')
    .input(ListCreditNotes)
    .output(CreditNotePage)
    .query(({ ctx, input }) => listCreditNotes(ctx.em, input)),
  getCreditNote: permitted('invoice.read')
    .input(GetCreditNote)
    .output(CreditNoteRecord)
    .query(({ ctx, input }) => getCreditNote(ctx.em, input.number)),
  listDifferences: permitted('correction.ask')
    .input(ListDifferences)
    .output(DifferencePage)
    .query(({ ctx, input }) => listDifferences(ctx.em, input)),
});
