import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { refreshEverything } from '../api/refresh.ts';

/** After signing in again: the same person goes on where they were, with everything asked anew; another gets a fresh page. */
export async function resumeDesk(): Promise<void> {
  const whoAmI = api.access.whoAmI.queryOptions({});
  const before = queryClient.getQueryData(whoAmI.queryKey)?.staffId;
  const now = await queryClient.fetchQuery({ ...whoAmI, staleTime: 0 });
  if (before !== undefined && before !== now.staffId) window.location.assign('/');
  else refreshEverything();
}
