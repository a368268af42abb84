import { Link } from '@tanstack/react-router';
import { USAGE_SPANS } from '../../shared/contracts/usage-dashboard.ts';
import { DELIVERY_CHANNELS, REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../shared/contracts/usage.ts';
import type { UsageSearch } from '../search-params.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { OnlyOrganisation } from './only-organisation.tsx';
import { DELIVERY_CHANNEL_WORDS, REGISTRATION_CHANNEL_WORDS, SHORT_FEE_WORDS } from './usage-words.ts';
import type { useUsageSearch } from './use-usage-search.ts';

const SPAN_TITLES = { 1: 'This month', 3: '3 months', 13: '13 months' } as const;
const SPANS = USAGE_SPANS.map((months) => ({ id: String(months), title: SPAN_TITLES[months] }));
const FEES = REGISTRATION_FEE_KINDS.map((id) => ({ id, title: SHORT_FEE_WORDS[id] }));
const CHANNELS = REGISTRATION_CHANNELS.map((id) => ({ id, title: REGISTRATION_CHANNEL_WORDS[id] }));
const WAYS = DELIVERY_CHANNELS.map((id) => ({ id, title: DELIVERY_CHANNEL_WORDS[id] }));

export interface UsageFilterBarProps {
  readonly search: UsageSearch;
  readonly change: ReturnType<typeof useUsageSearch>;
}

/** What narrows the dashboard: how far back, whose, which fee, how applied for, how it came in. */
export function UsageFilterBar({ search, change }: UsageFilterBarProps) {
  const { organisation, months = 13, fee, channel, way } = search;
  return (
    <div className="filter-bar">
      <Segmented
        label="How far back"
        selected={String(months)}
        onSelect={(id) => change({ months: USAGE_SPANS.find((span) => String(span) === id) })}
        choices={SPANS}
      />
      {organisation !== undefined && (
        <OnlyOrganisation reference={organisation} onClear={() => change({ organisation: undefined })} />
      )}
      {organisation !== undefined && (
        <Link to="/organisations/$reference" params={{ reference: organisation }} className="usage-open">
          Open this organisation
        </Link>
      )}
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
    </div>
  );
}
