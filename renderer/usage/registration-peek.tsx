import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RegistrationRecord } from '../../shared/contracts/usage.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { LPA_KIND_WORDS } from '../billing/fee-words.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { registrationStatus } from '../ui/status-words.ts';
import { RegistrationHistory } from './registration-history.tsx';
import { REGISTRATION_CHANNEL_WORDS, REGISTRATION_FEE_WORDS } from './usage-words.ts';

function factsOf(registration: RegistrationRecord): readonly Description[] {
  const { organisation, statedFee } = registration;
  const stated = statedFee === null ? [] : [{ term: 'Fee the file states', value: formatPounds(statedFee) }];
  return [
    {
      term: 'Organisation',
      value: (
        <Link to="/organisations/$reference" params={{ reference: organisation.reference }}>
          {organisation.name}
        </Link>
      ),
    },
    { term: 'Received', value: `${formatLocalDate(registration.receivedOn)}; this day sets the price` },
    { term: 'Registered', value: formatLocalDate(registration.registeredOn) },
    { term: 'Fee', value: REGISTRATION_FEE_WORDS[registration.feeKind] },
    ...stated,
    { term: 'Kind', value: LPA_KIND_WORDS[registration.lpaKind] },
    { term: 'Channel', value: REGISTRATION_CHANNEL_WORDS[registration.channel] },
    { term: 'Their reference', value: registration.ownReference ?? 'None given' },
    { term: 'Donor key', value: <span className="reference">{registration.donorKey}</span> },
  ];
}

function Peek({ registration }: { readonly registration: RegistrationRecord }) {
  return (
    <>
      <div className="peek-head">
        <h2>LPA {registration.lpaReference}</h2>
        <CopyButton text={registration.lpaReference} what="LPA reference" />
        <StatusPill status={registrationStatus(registration)} />
      </div>
      <DescriptionList of={factsOf(registration)} />
      <RegistrationHistory registration={registration} />
    </>
  );
}

/** A registration beside the list: its facts as they are now, and how they came to be so. */
export function RegistrationPeek({ id }: { readonly id: number }) {
  const query = useQuery(api.usage.getRegistration.queryOptions({ id }));
  return <RecordQuery query={query}>{(registration) => <Peek registration={registration} />}</RecordQuery>;
}
