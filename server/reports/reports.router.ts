import { Search, SearchResult } from '../../shared/contracts/reports.ts';
import { permitted, router } from '../platform/trpc.ts';
import { search } from './search.ts';

export const reportsRouter = router({
  search: permitted('search.use')
    .input(Search)
    .output(SearchResult)
    .query(({ ctx, input }) => search(ctx.em, input.text)),
});
