import { Link } from '@tanstack/react-router';
import type { UsageDashboard } from '../../shared/contracts/usage-dashboard.ts';
import { addDays, formatLocalDate } from '../../shared/local-date.ts';
import type { UsageSearch } from '../search-params.ts';
import { KeyFigures } from '../ui/key-figures.tsx';
import { changeWords, countWords } from './change-words.ts';
import { registrationsOf } from './use-usage-search.ts';

const SPAN_WORDS = {
  1: 'last month up to the same day',
  3: 'the 3 months before',
  13: 'the 13 months before',
} as const;

/** Today, the whole period, and what was withdrawn; each leads to the registrations it counts. */
export function UsageFigures({ usage, search }: { readonly usage: UsageDashboard; readonly search: UsageSearch }) {
  const { registeredToday: today, total, withdrawn, from } = usage;
  const before = addDays(usage.today, 1);
  const sides = [
    changeWords(total.count, total.previous, SPAN_WORDS[search.months ?? 13]),
    changeWords(total.count, total.yearAgo, 'a year ago'),
  ].filter((words) => words !== null);
  return (
    <KeyFigures
      figures={[
        {
          label: 'Registered today',
          value: countWords(today.count),
          note:
            today.usual === null ? 'So far' : `So far; usually ${countWords(Math.round(today.usual))} by the day's end`,
          explanation: (
            <p>
              <Link to="/usage/registrations" search={registrationsOf(search, { from: usage.today, before })}>
                The registrations of today
              </Link>
              . Yesterday there were {countWords(today.dayBefore)}.
            </p>
          ),
        },
        {
          label: `Since ${formatLocalDate(from)}`,
          value: countWords(total.count),
          note: sides.length === 0 ? 'Nothing earlier to compare with' : sides.join('; '),
          explanation: (
            <p>
              <Link to="/usage/registrations" search={registrationsOf(search, { from, before })}>
                The registrations of these days
              </Link>
              , by the day they were registered. What was withdrawn since is left out.
            </p>
          ),
        },
        {
          label: 'Withdrawn since',
          value: countWords(withdrawn),
          note: 'Registered in these days, in no other figure',
          explanation: (
            <p>
              <Link
                to="/usage/registrations"
                search={{ ...registrationsOf(search, { from, before }), withdrawn: true }}
              >
                The registrations that were withdrawn
              </Link>
              .
            </p>
          ),
        },
      ]}
    />
  );
}
