import { getRouteApi } from '@tanstack/react-router';
import { Radio, TimerReset } from 'lucide-react';
import type { UsageDashboard } from '../../shared/contracts/usage-dashboard.ts';
import { formatLondonTime } from '../../shared/instant.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Section } from '../ui/section.tsx';
import { OddOrganisations } from './odd-organisations.tsx';
import { TopOrganisations } from './top-organisations.tsx';
import { UsageAlerts } from './usage-alerts.tsx';
import { UsageFigures } from './usage-figures.tsx';
import { UsageFilterBar } from './usage-filters.tsx';
import { UsageFlags } from './usage-flags.tsx';
import { UsageForecast } from './usage-forecast.tsx';
import { UsageParts } from './usage-parts.tsx';
import { UsagePlaces } from './usage-places.tsx';
import { UsageTrend } from './usage-trend.tsx';
import { useUsage } from './use-usage.ts';
import { useUsageSearch } from './use-usage-search.ts';
import './usage-screen.css';

const route = getRouteApi('/usage');

function AsOf({ usage, isLive }: { readonly usage: UsageDashboard; readonly isLive: boolean }) {
  const Icon = isLive ? Radio : TimerReset;
  return (
    <span className="usage-as-of muted">
      <Icon aria-hidden="true" />
      {isLive ? 'Shows what comes in at once' : 'Read again every few seconds'}, as of {formatLondonTime(usage.asOf)}
    </span>
  );
}

function Told({ usage }: { readonly usage: UsageDashboard }) {
  return (
    <Section title="In words" aside={<CopyButton text={usage.told.join(' ')} what="these sentences" />}>
      <div className="usage-told">
        {usage.told.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </Section>
  );
}

function Dashboard() {
  const search = route.useSearch();
  const change = useUsageSearch();
  const { usage, top, isLive } = useUsage(search);
  return (
    <Screen
      title="Usage"
      badge={<UsagePlaces />}
      actions={usage.data !== undefined && <AsOf usage={usage.data} isLive={isLive} />}
    >
      <UsageFilterBar search={search} change={change} />
      <RecordQuery query={usage} lines={12}>
        {(data) => (
          <>
            <UsageFigures usage={data} search={search} />
            <UsageTrend usage={data} search={search} change={change} />
            <div className="usage-beside">
              <UsageForecast organisation={search.organisation ?? null} />
              <UsageAlerts organisation={search.organisation ?? null} />
            </div>
            <UsageParts usage={data} search={search} />
            <div className="usage-beside">
              <div className="usage-odd">
                <UsageFlags flags={data.flags} search={search} />
                {search.organisation === undefined && <OddOrganisations />}
              </div>
              {search.organisation === undefined && (
                <RecordQuery query={top} lines={6}>
                  {(most) => <TopOrganisations top={most} usage={data} search={search} />}
                </RecordQuery>
              )}
            </div>
            <Told usage={data} />
          </>
        )}
      </RecordQuery>
    </Screen>
  );
}

/** How many LPAs are registered: today, over time, by fee and channel, and where it is unlike the usual. */
export function UsageScreen() {
  return (
    <RequirePermission permission="usage.read">
      <Dashboard />
    </RequirePermission>
  );
}
