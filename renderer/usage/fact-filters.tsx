import { DELIVERY_CHANNELS, REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../shared/contracts/usage.ts';
import type { RegistrationsSearch } from '../search-params.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { DELIVERY_CHANNEL_WORDS, REGISTRATION_CHANNEL_WORDS, SHORT_FEE_WORDS } from './usage-words.ts';

const FEES = REGISTRATION_FEE_KINDS.map((id) => ({ id, title: SHORT_FEE_WORDS[id] }));
const CHANNELS = REGISTRATION_CHANNELS.map((id) => ({ id, title: REGISTRATION_CHANNEL_WORDS[id] }));
const WAYS = DELIVERY_CHANNELS.map((id) => ({ id, title: DELIVERY_CHANNEL_WORDS[id] }));

type Facts = Pick<RegistrationsSearch, 'fee' | 'channel' | 'way'>;

export interface FactFiltersProps {
  readonly search: Facts;
  readonly change: (to: { readonly [Name in keyof Facts]?: Facts[Name] | undefined }) => void;
}

/** What narrows registrations by what they are: which fee, how applied for, how it came in. */
export function FactFilters({ search: { fee, channel, way }, change }: FactFiltersProps) {
  return (
    <>
      <ChoiceField
        label="Fee"
        none="Any fee"
        selected={fee ?? null}
        choices={FEES}
        onSelect={(id) => change({ fee: id ?? undefined })}
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
    </>
  );
}
