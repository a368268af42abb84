import { DELIVERY_CHANNELS, REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../shared/contracts/usage.ts';
import { FilterBar } from '../grid/filter-bar.tsx';
import type { RegistrationsSearch } from '../search-params.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { DayField } from '../ui/day-field.tsx';
import { OnlyOrganisation } from './only-organisation.tsx';
import type { useRegistrationsSearch } from './use-registrations-search.ts';
import { DELIVERY_CHANNEL_WORDS, REGISTRATION_CHANNEL_WORDS, SHORT_FEE_WORDS } from './usage-words.ts';

const FEES = REGISTRATION_FEE_KINDS.map((id) => ({ id, title: SHORT_FEE_WORDS[id] }));
const CHANNELS = REGISTRATION_CHANNELS.map((id) => ({ id, title: REGISTRATION_CHANNEL_WORDS[id] }));
const WAYS = DELIVERY_CHANNELS.map((id) => ({ id, title: DELIVERY_CHANNEL_WORDS[id] }));
const STANDINGS = [
  { id: 'standing', title: 'Not withdrawn' },
  { id: 'withdrawn', title: 'Withdrawn' },
] as const;

export interface RegistrationFiltersProps extends ReturnType<typeof useRegistrationsSearch> {
  readonly search: RegistrationsSearch;
}

/** What narrows the list of registrations: references, an organisation, a period, fee, channel, withdrawn or not. */
export function RegistrationFilters({ search, change, onText }: RegistrationFiltersProps) {
  const { text = '', organisation, from, to, fee, channel, way, withdrawn } = search;
  return (
    <FilterBar label="LPA, matter or ORG reference" text={text} onText={onText}>
      {organisation !== undefined && (
        <OnlyOrganisation reference={organisation} onClear={() => change({ organisation: undefined })} />
      )}
      <DayField label="Registered" selected={from ?? null} onSelect={(day) => change({ from: day ?? undefined })} />
      <DayField label="to" selected={to ?? null} onSelect={(day) => change({ to: day ?? undefined })} />
      <ChoiceField
        label="Fee"
        none="Any fee"
        selected={fee ?? null}
        choices={FEES}
        onSelect={(kind) => change({ fee: kind ?? undefined })}
      />
      <ChoiceField
        label="Channel"
        none="Any channel"
        selected={channel ?? null}
        choices={CHANNELS}
        onSelect={(id) => change({ channel: id ?? undefined })}
      />
      <ChoiceField
        label="How it came in"
        none="However it came in"
        selected={way ?? null}
        choices={WAYS}
        onSelect={(id) => change({ way: id ?? undefined })}
      />
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
