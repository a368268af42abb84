import { ORGANISATION_KINDS, ORGANISATION_STATUSES } from '../../shared/contracts/organisations.ts';
import { FilterBar } from '../grid/filter-bar.tsx';
import type { OrganisationsSearch } from '../search-params.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { ORGANISATION_KIND_WORDS, ORGANISATION_WORDS } from '../ui/status-words.ts';
import type { OrganisationsSearchChanges } from './use-organisations-search.ts';

const KINDS = ORGANISATION_KINDS.map((id) => ({ id, title: ORGANISATION_KIND_WORDS[id] }));
const STATUSES = ORGANISATION_STATUSES.map((id) => ({ id, title: ORGANISATION_WORDS[id].word }));

export interface OrganisationFiltersProps extends Pick<OrganisationsSearchChanges, 'change' | 'onText'> {
  readonly search: OrganisationsSearch;
}

/** What narrows the list of organisations: words, kind, status. */
export function OrganisationFilters({ search, change, onText }: OrganisationFiltersProps) {
  return (
    <FilterBar label="Name, reference or postcode" text={search.text ?? ''} onText={onText}>
      <ChoiceField
        label="Kind"
        none="Any kind"
        selected={search.kind ?? null}
        choices={KINDS}
        onSelect={(kind) => change({ kind: kind ?? undefined })}
      />
      <ChoiceField
        label="Status"
        none="Any status"
        selected={search.status ?? null}
        choices={STATUSES}
        onSelect={(status) => change({ status: status ?? undefined })}
      />
    </FilterBar>
  );
}
