import { addDays } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { SaveList } from '../grid/save-list.tsx';
import type { RegistrationsSearch } from '../search-params.ts';

/** Saves the list of registrations with the filters in force. */
export function SaveRegistrations({ search }: { readonly search: RegistrationsSearch }) {
  const { text = '', organisation = null, from = null, to = null, fee = null, channel = null, way = null } = search;
  return (
    <SaveList
      prepare={api.usage.exportRegistrations.mutationOptions()}
      asked={{
        ...{ text, organisation, feeKind: fee, channel, cameBy: way, withdrawn: search.withdrawn ?? null },
        registeredFrom: from,
        registeredBefore: to === null ? null : addDays(to, 1),
      }}
    />
  );
}
