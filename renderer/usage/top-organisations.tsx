import { Link } from '@tanstack/react-router';
import type { TopOrganisations as Top, UsageDashboard } from '../../shared/contracts/usage-dashboard.ts';
import { addDays } from '../../shared/local-date.ts';
import type { UsageSearch } from '../search-params.ts';
import { Section } from '../ui/section.tsx';
import { changeWords, countWords } from './change-words.ts';
import { registrationsOf } from './use-usage-search.ts';

export interface TopOrganisationsProps {
  readonly top: Top;
  readonly usage: UsageDashboard;
  readonly search: UsageSearch;
}

/** The organisations with most registrations; the name leads to its own dashboard, the figure to the registrations. */
export function TopOrganisations({ top, usage, search }: TopOrganisationsProps) {
  const days = { from: usage.from, before: addDays(usage.today, 1) };
  return (
    <Section
      title="Most registrations"
      aside={<span className="muted">Of {countWords(top.organisations)} organisations that registered any</span>}
    >
      <table className="usage-table">
        <caption className="visually-hidden">Organisations with most registrations</caption>
        <thead>
          <tr>
            <th scope="col">Organisation</th>
            <th scope="col">Registered</th>
            <th scope="col">A year ago</th>
          </tr>
        </thead>
        <tbody>
          {top.rows.map(({ organisation: { reference, name }, count, yearAgo }) => (
            <tr key={reference}>
              <th scope="row">
                <Link to="/usage" search={(before) => ({ ...before, organisation: reference })}>
                  {name}
                </Link>
              </th>
              <td className="figures">
                <Link
                  to="/usage/registrations"
                  search={{ ...registrationsOf(search, days), organisation: reference }}
                  aria-label={`${countWords(count)} registrations of ${name}`}
                >
                  {countWords(count)}
                </Link>
              </td>
              <td className="figures muted">
                {changeWords(count, yearAgo, 'a year ago') ?? 'Nothing to compare with'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
