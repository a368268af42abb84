import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { DescriptionList } from '../ui/description-list.tsx';
import { ORGANISATION_KIND_WORDS, ORGANISATION_WORDS } from '../ui/status-words.ts';

/** Who an organisation is, where its bills go, and what its status lets staff do. */
export function OrganisationDetails({ organisation }: { readonly organisation: OrganisationRecord }) {
  const { billingContact, allowed } = organisation;
  const may = (what: OrganisationRecord['allowed']['issueInvoice']) => (what.allowed ? 'Yes' : `No. ${what.reason}`);
  return (
    <DescriptionList
      of={[
        { term: 'Reference', value: organisation.reference },
        { term: 'Kind', value: ORGANISATION_KIND_WORDS[organisation.kind] },
        { term: 'Status', value: ORGANISATION_WORDS[organisation.status].word },
        ...(organisation.statusReason === null ? [] : [{ term: 'Reason', value: organisation.statusReason }]),
        { term: 'Address', value: [...organisation.addressLines, organisation.town, organisation.postcode].join(', ') },
        { term: 'Billing contact', value: billingContact.name },
        { term: 'E-mail', value: billingContact.email },
        { term: 'Telephone', value: billingContact.phone },
        { term: 'Credit terms', value: `${organisation.creditTermsDays} days` },
        { term: 'May pay by card', value: may(allowed.takeCardPayment) },
        { term: 'May be billed', value: may(allowed.issueInvoice) },
      ]}
    />
  );
}
