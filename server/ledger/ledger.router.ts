import { z } from 'zod';
import { InvariantReport, JournalPage, ListJournals } from '../../shared/contracts/ledger.ts';
import {
  AskBooksAsAt,
  BooksAsAt,
  DebtorPage,
  ListDebtorsAsAt,
  SaveDebtorsAsAt,
} from '../../shared/contracts/books-as-at.ts';
import { ListFile } from '../../shared/contracts/paging.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { checkInvariants, type Invariant } from './check-invariants.ts';
import { booksAsAt } from './books-as-at.ts';
import { listDebtorsAsAt } from './list-debtors-as-at.ts';
import { saveDebtorsAsAt } from './save-debtors-as-at.ts';
import { listJournals } from './list-journals.ts';

/** `invariants` are those of every slice: the ledger knows only its own. */
export function createLedgerRouter(invariants: readonly Invariant[]) {
  return router({
    listJournals: permitted('ledger.read')
      .input(ListJournals)
      .output(JournalPage)
      .query(({ ctx, input }) => listJournals(ctx.em, input)),
    booksAsAt: permitted('ledger.read')
      .input(AskBooksAsAt)
      .output(BooksAsAt)
      .query(({ ctx, input }) => booksAsAt(ctx, input.at)),
    listDebtorsAsAt: permitted('ledger.read')
      .input(ListDebtorsAsAt)
      .output(DebtorPage)
      .query(({ ctx, input }) => listDebtorsAsAt(ctx, input)),
    saveDebtorsAsAt: permitted('ledger.read')
      .input(SaveDebtorsAsAt)
      .output(ListFile)
      .mutation(({ ctx, input }) => runCommand(ctx, 'ledger.saveDebtorsAsAt', input, saveDebtorsAsAt)),
    checkInvariants: permitted('ledger.check')
      .input(z.strictObject({}))
      .output(InvariantReport)
      .query(({ ctx }) => checkInvariants(ctx.em, invariants)),
  });
}
