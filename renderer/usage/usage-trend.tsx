import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { USAGE_STEPS, type UsageDashboard, type UsageStep } from '../../shared/contracts/usage-dashboard.ts';
import { addDays, formatShortDate } from '../../shared/local-date.ts';
import type { UsageSearch } from '../search-params.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Section } from '../ui/section.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { countWords } from './change-words.ts';
import type { useUsageSearch } from './use-usage-search.ts';
import { registrationsOf } from './use-usage-search.ts';

/** Charts are a third of all the page's script: they come when one is looked at. */
const UsageChart = lazy(async () => ({ default: (await import('./usage-chart.tsx')).UsageChart }));

const STEP_TITLES = { day: 'By day', week: 'By week', month: 'By month' } as const;
const STEPS = USAGE_STEPS.map((id) => ({ id, title: STEP_TITLES[id] }));
const VIEWS = [
  { id: 'chart', title: 'Chart' },
  { id: 'table', title: 'Table' },
] as const;

export interface UsageTrendProps {
  readonly usage: UsageDashboard;
  readonly search: UsageSearch;
  readonly change: ReturnType<typeof useUsageSearch>;
}

/** How many were registered over time, as a chart, or as the table behind it. */
export function UsageTrend({ usage, search, change }: UsageTrendProps) {
  const { step = 'week', view = 'chart' } = search;
  const other = view === 'chart' ? 'table' : 'chart';
  useShortcuts([{ keys: 't', label: `Show the trend as a ${other}`, run: () => change({ view: other }) }]);
  return (
    <Section
      title="Registrations over time"
      aside={
        <span className="usage-views">
          <Segmented label="Grouped" selected={step} onSelect={(id) => change({ step: id })} choices={STEPS} />
          <Segmented label="Shown as" selected={view} onSelect={(id) => change({ view: id })} choices={VIEWS} />
        </span>
      }
    >
      {view === 'chart' ? (
        <Suspense fallback={<div className="usage-chart" />}>
          <UsageChart steps={usage.steps} step={step} />
        </Suspense>
      ) : (
        <TrendTable usage={usage} search={search} step={step} />
      )}
    </Section>
  );
}

function TrendTable({ usage, search, step }: Omit<UsageTrendProps, 'change'> & { readonly step: UsageStep }) {
  return (
    <div className="usage-table-scroll">
      <table className="usage-table">
        <caption className="visually-hidden">{`Registrations ${STEP_TITLES[step].toLowerCase()}`}</caption>
        <thead>
          <tr>
            <th scope="col">{step === 'day' ? 'Day' : 'Days'}</th>
            <th scope="col">Registered</th>
          </tr>
        </thead>
        <tbody>
          {usage.steps.toReversed().map(({ from, before, count }) => (
            <tr key={from}>
              <th scope="row">
                {step === 'day'
                  ? formatShortDate(from)
                  : `${formatShortDate(from)} to ${formatShortDate(addDays(before, -1))}`}
              </th>
              <td className="figures">
                <Link to="/usage/registrations" search={registrationsOf(search, { from, before })}>
                  {countWords(count)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
