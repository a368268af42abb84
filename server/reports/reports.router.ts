import { z } from 'zod';
import { Search, SearchResult } from '../../shared/contracts/reports.ts';
import { UnsettledMoneyList } from '../../shared/contracts/unsettled-money.ts';
import { permitted, router } from '../platform/trpc.ts';
import { listUnsettledMoney } from './list-unsettled-money.ts';
import { search } from './search.ts';

export const reportsRouter = router({
  search: permitted('search.use')
    .input(Search)
    .output(SearchResult)
    .query(({ ctx, input }) => search(ctx.em, input.text)),
  listUnsettledMoney: permitted('ledger.read')
    .input(z.strictObject({}))
    .output(UnsettledMoneyList)
    .query(({ ctx }) => listUnsettledMoney(ctx.em, ctx.clock.now())),
});
