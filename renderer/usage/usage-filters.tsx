import { Link } from '@tanstack/react-router';
import { USAGE_SPANS } from '../../shared/contracts/usage-dashboard.ts';
import type { UsageSearch } from '../search-params.ts';
import { Segmented } from '../ui/segmented.tsx';
import { FactFilters } from './fact-filters.tsx';
import { OnlyOrganisation } from './only-organisation.tsx';
import type { useUsageSearch } from './use-usage-search.ts';

const SPAN_TITLES = { 1: 'This month', 3: '3 months', 13: '13 months' } as const;
const SPANS = USAGE_SPANS.map((months) => ({ id: String(months), title: SPAN_TITLES[months] }));

export interface UsageFilterBarProps {
  readonly search: UsageSearch;
  readonly change: ReturnType<typeof useUsageSearch>;
}

/** What narrows the dashboard: how far back, whose, which fee, how applied for, how it came in. */
export function UsageFilterBar({ search, change }: UsageFilterBarProps) {
  const { organisation, months = 13 } = search;
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
      <FactFilters search={search} change={change} />
    </div>
  );
}
