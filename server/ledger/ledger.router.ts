import { z } from 'zod';
import { InvariantReport, JournalPage, ListJournals } from '../../shared/contracts/ledger.ts';
import { permitted, router } from '../platform/trpc.ts';
import { checkInvariants, type Invariant } from './check-invariants.ts';
import { listJournals } from './list-journals.ts';

/** `invariants` are those of every slice: the ledger knows only its own. */
export function createLedgerRouter(invariants: readonly Invariant[]) {
  return router({
    listJournals: permitted('ledger.read')
      .input(ListJournals)
      .output(JournalPage)
      .query(({ ctx, input }) => listJournals(ctx.em, input)),
    checkInvariants: permitted('ledger.check')
      .input(z.strictObject({}))
      .output(InvariantReport)
      .query(({ ctx }) => checkInvariants(ctx.em, invariants)),
  });
}
