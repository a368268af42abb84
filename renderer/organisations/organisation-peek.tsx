import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { ORGANISATION_KIND_WORDS, ORGANISATION_WORDS } from '../ui/status-words.ts';
import { OrganisationFigures } from './organisation-figures.tsx';

function BillingContact({ contact }: { readonly contact: OrganisationRecord['billingContact'] }) {
  return (
    <>
      {contact.name}
      <br />
      <span className="reference">{contact.phone}</span>
    </>
  );
}

function Peek({ organisation }: { readonly organisation: OrganisationRecord }) {
  const { billingContact } = organisation;
  return (
    <>
      <div className="peek-head">
        <h2>{organisation.name}</h2>
        <StatusPill status={ORGANISATION_WORDS[organisation.status]} />
      </div>
      {organisation.statusReason !== null && <p className="muted">{organisation.statusReason}</p>}
      <OrganisationFigures organisation={organisation} />
      <DescriptionList
        of={[
          { term: 'Reference', value: organisation.reference },
          { term: 'Kind', value: ORGANISATION_KIND_WORDS[organisation.kind] },
          {
            term: 'Address',
            value: [...organisation.addressLines, organisation.town, organisation.postcode].join(', '),
          },
          { term: 'Billing contact', value: <BillingContact contact={billingContact} /> },
          { term: 'Credit terms', value: `${organisation.creditTermsDays} days` },
        ]}
      />
      <p>
        <Link to="/organisations/$reference" params={{ reference: organisation.reference }}>
          Open {organisation.name}
        </Link>
      </p>
    </>
  );
}

/** An organisation beside the list. */
export function OrganisationPeek({ reference }: { readonly reference: OrganisationReference }) {
  const query = useQuery(api.organisations.get.queryOptions({ reference }));
  return <RecordQuery query={query}>{(organisation) => <Peek organisation={organisation} />}</RecordQuery>;
}
