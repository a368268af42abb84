import { FilterBar } from '../grid/filter-bar.tsx';
import type { RegistrationsSearch } from '../search-params.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { DayField } from '../ui/day-field.tsx';
import { FactFilters } from './fact-filters.tsx';
import { OnlyOrganisation } from './only-organisation.tsx';
import type { useRegistrationsSearch } from './use-registrations-search.ts';

const STANDINGS = [
  { id: 'standing', title: 'Not withdrawn' },
  { id: 'withdrawn', title: 'Withdrawn' },
] as const;

export interface RegistrationFiltersProps extends ReturnType<typeof useRegistrationsSearch> {
  readonly search: RegistrationsSearch;
}

/** What narrows the list of registrations: references, an organisation, a period, fee, channel, withdrawn or not. */
export function RegistrationFilters({ search, change, onText }: RegistrationFiltersProps) {
  const { text = '', organisation, from, to, withdrawn } = search;
  return (
    <FilterBar label="LPA, matter or ORG reference" text={text} onText={onText}>
      {organisation !== undefined && (
        <OnlyOrganisation reference={organisation} onClear={() => change({ organisation: undefined })} />
      )}
      <DayField label="Registered" selected={from ?? null} onSelect={(day) => change({ from: day ?? undefined })} />
      <DayField label="to" selected={to ?? null} onSelect={(day) => change({ to: day ?? undefined })} />
      <FactFilters search={search} change={change} />
      <ChoiceField
        label="Withdrawn or not"
        none="Withdrawn or not"
        selected={withdrawn === undefined ? null : withdrawn ? 'withdrawn' : 'standing'}
        choices={STANDINGS}
        onSelect={(id) => change({ withdrawn: id === null ? undefined : id === 'withdrawn' })}
      />
    </FilterBar>
  );
}
