import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { BEING_PAID_POLL_MS } from '../config.ts';
import { rememberOrganisation } from '../home/recent-places.ts';

/** One organisation, watched; remembered among the last ones that were looked at. */
export function useOrganisation(reference: OrganisationReference) {
  const pollEvery = usePollEvery(BEING_PAID_POLL_MS);
  const query = useQuery({
    ...api.organisations.get.queryOptions({ reference }, { trpc: inBackground }),
    refetchInterval: pollEvery,
  });
  const name = query.data?.name;
  useEffect(() => {
    if (name !== undefined) rememberOrganisation({ reference, name });
  }, [reference, name]);
  return query;
}
