import { Link } from '@tanstack/react-router';
import type { UsageDashboard } from '../../shared/contracts/usage-dashboard.ts';
import { addDays } from '../../shared/local-date.ts';
import type { RegistrationsSearch, UsageSearch } from '../search-params.ts';
import { Section } from '../ui/section.tsx';
import { changeWords, countWords } from './change-words.ts';
import { DELIVERY_CHANNEL_WORDS, REGISTRATION_CHANNEL_WORDS, REGISTRATION_FEE_WORDS } from './usage-words.ts';
import { registrationsOf } from './use-usage-search.ts';

export interface UsagePartsProps {
  readonly usage: UsageDashboard;
  readonly search: UsageSearch;
}

interface PartRow {
  readonly title: string;
  readonly count: number;
  readonly previous: number | null;
  readonly yearAgo: number | null;
  /** Narrows the list of registrations to this part. */
  readonly only: RegistrationsSearch;
}

/** The whole by fee, by channel, and by how it came in. */
export function UsageParts({ usage, search }: UsagePartsProps) {
  const { byFee, byChannel, byWay } = usage;
  const fees = byFee.map((part) => ({ ...part, title: REGISTRATION_FEE_WORDS[part.name], only: { fee: part.name } }));
  const channels = byChannel.map((part) => ({
    ...part,
    title: REGISTRATION_CHANNEL_WORDS[part.name],
    only: { channel: part.name },
  }));
  const ways = byWay.map((part) => ({ ...part, title: DELIVERY_CHANNEL_WORDS[part.name], only: { way: part.name } }));
  return (
    <div className="usage-parts">
      <PartTable title="By fee" first="Fee" rows={fees} usage={usage} search={search} />
      <PartTable title="By channel" first="Channel" rows={channels} usage={usage} search={search} />
      <PartTable title="By how it came in" first="Way" rows={ways} usage={usage} search={search} />
    </div>
  );
}

interface PartTableProps extends UsagePartsProps {
  readonly title: string;
  /** Head of the first column. */
  readonly first: string;
  readonly rows: readonly PartRow[];
}

function PartTable({ title, first, rows, usage, search }: PartTableProps) {
  const days = { from: usage.from, before: addDays(usage.today, 1) };
  const all = usage.total.count;
  const shown = rows.filter(({ count, previous, yearAgo }) => count > 0 || (previous ?? 0) > 0 || (yearAgo ?? 0) > 0);
  return (
    <Section title={title}>
      <table className="usage-table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">Registered</th>
            <th scope="col">Share</th>
            <th scope="col">A year ago</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ title: name, count, yearAgo, only }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figures">
                <Link to="/usage/registrations" search={{ ...registrationsOf(search, days), ...only }}>
                  {countWords(count)}
                </Link>
              </td>
              <td className="figures">{all === 0 ? '' : `${Math.round((100 * count) / all)}%`}</td>
              <td className="figures muted" title={changeWords(count, yearAgo, 'a year ago') ?? undefined}>
                {yearAgo === null ? 'Not known' : countWords(yearAgo)}
              </td>
            </tr>
          ))}
          {shown.length === 0 && (
            <tr>
              <td colSpan={4} className="muted usage-none">
                Nothing was registered in these days.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Section>
  );
}
