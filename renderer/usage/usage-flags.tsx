import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CalendarCheck, TrendingDown, TrendingUp } from 'lucide-react';
import type { UsageFlag } from '../../shared/contracts/usage-dashboard.ts';
import { addDays, formatShortDate } from '../../shared/local-date.ts';
import type { UsageSearch } from '../search-params.ts';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import type { StatusWords } from '../ui/status-words.ts';
import { registrationsOf, type UsageFilters } from './use-usage-search.ts';

const FLAG_WORDS: Readonly<Record<UsageFlag['kind'], StatusWords>> = {
  spike: { word: 'Spike', tone: 'waiting', icon: TrendingUp },
  drop: { word: 'Drop', tone: 'waiting', icon: TrendingDown },
  explained: { word: 'Explained', tone: 'neutral', icon: CalendarCheck },
};

/** Days unlike days of their kind, with the reason where one is known. */
export function UsageFlags({ flags, search }: { readonly flags: readonly UsageFlag[]; readonly search: UsageSearch }) {
  return (
    <Section title="Days that stand out">
      {flags.length === 0 && (
        <p className="muted">
          None. A day is shown here when it has far more or fewer registrations than the same weekday of the last twelve
          weeks.
        </p>
      )}
      <ul className="usage-flags">
        {flags.map((flag) => (
          <FlagLine key={flag.day} flag={flag} search={search} />
        ))}
      </ul>
    </Section>
  );
}

interface FlagLineProps {
  readonly flag: UsageFlag;
  readonly search: UsageFilters;
  /** Before the reason: whose it is. */
  readonly children?: ReactNode;
}

/** One day that stands out; the day leads to its registrations. */
export function FlagLine({ flag: { day, kind, why }, search, children }: FlagLineProps) {
  return (
    <li>
      <Link
        to="/usage/registrations"
        search={registrationsOf(search, { from: day, before: addDays(day, 1) })}
        className="figures"
      >
        {formatShortDate(day)}
      </Link>
      <StatusPill status={FLAG_WORDS[kind]} />
      <span>
        {children}
        {why}
      </span>
    </li>
  );
}
