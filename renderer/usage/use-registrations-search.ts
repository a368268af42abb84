import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { parseOrganisationReference } from '../../shared/checked-reference.ts';
import type { RegistrationRow } from '../../shared/contracts/usage.ts';
import { addDays } from '../../shared/local-date.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import type { ServerRows } from '../grid/grid-data.ts';
import type { RegistrationsSearch } from '../search-params.ts';

type Change = { [Name in keyof RegistrationsSearch]?: RegistrationsSearch[Name] | undefined };

/** Changes the list's address in place. Text that is a whole organisation reference narrows to that organisation. */
export function useRegistrationsSearch() {
  const navigate = useNavigate({ from: '/usage/registrations' });
  const change = useCallback(
    (next: Change) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  const onText = useCallback(
    (text: string) => {
      const organisation = parseOrganisationReference(text);
      if (organisation.ok) change({ organisation: organisation.reference, text: undefined });
      else change({ text: text === '' ? undefined : text });
    },
    [change],
  );
  return { change, onText };
}

/** The filtered list, page by page from the server. The last day of a period counts. */
export function useRegistrationRows(search: RegistrationsSearch): ServerRows<RegistrationRow> {
  const { text = '', organisation = null, from = null, to = null, fee = null, channel = null } = search;
  const { way = null, withdrawn } = search;
  return useMemo(
    () => ({
      kind: 'server',
      watchesForNew: true,
      liveTopic: 'usage',
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.usage.listRegistrations.queryOptions(
            {
              ...{ text, organisation, feeKind: fee, channel, cameBy: way, cursor, limit: PAGE_SIZE },
              withdrawn: withdrawn ?? null,
              registeredFrom: from,
              registeredBefore: to === null ? null : addDays(to, 1),
            },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [text, organisation, from, to, fee, channel, way, withdrawn],
  );
}
