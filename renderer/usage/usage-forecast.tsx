import { useQuery } from '@tanstack/react-query';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { api, inBackground } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { Section } from '../ui/section.tsx';
import { countWords } from './change-words.ts';

/** What the next bill should come to, of one organisation or of all together. */
export function UsageForecast({ organisation }: { readonly organisation: OrganisationReference | null }) {
  const query = useQuery(api.billing.readForecast.queryOptions({ organisation }, { trpc: inBackground }));
  return (
    <Section
      title={organisation === null ? 'Next bills' : 'Next bill'}
      aside={query.data?.forecast && <CopyButton text={query.data.forecast.told} what="this forecast" />}
    >
      <RecordQuery query={query} lines={4}>
        {({ forecast }) =>
          forecast === null ? (
            <p className="muted">Not worked out yet. It is worked out every night.</p>
          ) : (
            <>
              <DescriptionList
                of={[
                  {
                    term: 'On no bill yet',
                    value: `${formatPounds(forecast.unbilledAmount)} for ${countWords(forecast.unbilledLines)} LPAs`,
                  },
                  {
                    term: 'Expected until the period ends',
                    value: `${formatPounds(forecast.expectedAmount)} for about ${countWords(Math.round(forecast.expectedLines))} LPAs`,
                  },
                  { term: 'Together', value: <strong>{formatPounds(forecast.total)}</strong> },
                  {
                    term: 'In four cases of five',
                    value: `${formatPounds(forecast.low)} to ${formatPounds(forecast.high)}`,
                  },
                  ...(forecast.undecided === 0
                    ? []
                    : [{ term: 'Fee undecided, left out', value: `${countWords(forecast.undecided)} LPAs` }]),
                ]}
              />
              <p className="muted">
                Worked out {formatLondonDateTime(forecast.workedOutAt)}, from the pace of the last eight weeks.
              </p>
            </>
          )
        }
      </RecordQuery>
    </Section>
  );
}
