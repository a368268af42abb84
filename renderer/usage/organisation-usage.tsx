import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { UsageFigures } from './usage-figures.tsx';
import { UsageFlags } from './usage-flags.tsx';
import { UsageForecast } from './usage-forecast.tsx';
import { useUsage } from './use-usage.ts';
import './usage-screen.css';

const UsageChart = lazy(async () => ({ default: (await import('./usage-chart.tsx')).UsageChart }));

/** What one organisation registers, month by month, and what its next bill will come to; the whole is on its dashboard. */
export function OrganisationUsage({ reference }: { readonly reference: OrganisationReference }) {
  const search = { organisation: reference, step: 'month' as const };
  const { usage } = useUsage(search);
  return (
    <div className="usage-of-organisation">
      <RecordQuery query={usage} lines={8}>
        {(data) => (
          <>
            <UsageFigures usage={data} search={search} />
            <Suspense fallback={<div className="usage-chart" />}>
              <UsageChart steps={data.steps} step="month" />
            </Suspense>
            <p>
              <Link to="/usage" search={{ organisation: reference }}>
                Open its dashboard
              </Link>
            </p>
            <div className="usage-beside">
              <UsageForecast organisation={reference} />
              <UsageFlags flags={data.flags} search={search} />
            </div>
          </>
        )}
      </RecordQuery>
    </div>
  );
}
