import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, inBackground } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { Section } from '../ui/section.tsx';
import { FlagLine } from './usage-flags.tsx';

/** Organisations that registered far more than usual in the last days. */
export function OddOrganisations() {
  const query = useQuery(api.usage.listOddOrganisations.queryOptions({}, { trpc: inBackground }));
  return (
    <Section title="Organisations that stand out">
      <RecordQuery query={query} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">None registered far more than usual in the last three days.</p>
          ) : (
            <ul className="usage-flags">
              {rows.map(({ organisation: { reference, name }, flag }) => (
                <FlagLine key={`${reference} ${flag.day}`} flag={flag} search={{ organisation: reference }}>
                  <Link to="/usage" search={{ organisation: reference }}>
                    {name}
                  </Link>
                  :{' '}
                </FlagLine>
              ))}
            </ul>
          )
        }
      </RecordQuery>
    </Section>
  );
}
