import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { useMay } from '../shell/staff.tsx';
import { Section } from '../ui/section.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { ORGANISATION_KIND_WORDS, ORGANISATION_WORDS } from '../ui/status-words.ts';
import { BranchesSection } from './branches-section.tsx';
import { ContactsSection } from './contacts-section.tsx';
import type { OnForm } from './organisation-forms.ts';
import { CYCLE_WORDS } from '../bill-runs/bill-run-words.ts';
import './organisation-details.css';

export interface OrganisationDetailsProps {
  readonly organisation: OrganisationRecord;
  readonly onForm: OnForm;
}

function may(what: OrganisationRecord['allowed']['issueInvoice']): string {
  return what.allowed ? 'Yes' : `No. ${what.reason}`;
}

function purchaseOrder({ purchaseOrderRequired, purchaseOrder: number }: OrganisationRecord): string {
  if (number !== null) return purchaseOrderRequired ? `${number}, needed on every bill` : number;
  return purchaseOrderRequired ? 'Needed, and none is known: its bills are held' : 'Not needed';
}

function Who({ organisation }: { readonly organisation: OrganisationRecord }) {
  return (
    <Section title="Who it is">
      <DescriptionList
        of={[
          { term: 'Reference', value: organisation.reference },
          { term: 'Kind', value: ORGANISATION_KIND_WORDS[organisation.kind] },
          { term: 'Status', value: ORGANISATION_WORDS[organisation.status].word },
          ...(organisation.statusReason === null ? [] : [{ term: 'Reason', value: organisation.statusReason }]),
          {
            term: 'Address',
            value: [...organisation.addressLines, organisation.town, organisation.postcode].join(', '),
          },
        ]}
      />
    </Section>
  );
}

function Billing({ organisation }: { readonly organisation: OrganisationRecord }) {
  const { allowed } = organisation;
  return (
    <Section title="How it is billed">
      <DescriptionList
        of={[
          { term: 'Billing cycle', value: CYCLE_WORDS[organisation.billingCycle] },
          { term: 'Credit terms', value: `${organisation.creditTermsDays} days` },
          { term: 'Purchase order', value: purchaseOrder(organisation) },
          { term: 'May be billed', value: may(allowed.issueInvoice) },
          { term: 'May pay by card', value: may(allowed.takeCardPayment) },
        ]}
      />
    </Section>
  );
}

/** Who an organisation is, how it is billed, its people and its branches, and what its status lets staff do. */
export function OrganisationDetails({ organisation, onForm }: OrganisationDetailsProps) {
  const mayEdit = useMay('organisation.edit');
  const onEdit = mayEdit ? onForm : null;
  return (
    <div className="organisation-details">
      <Who organisation={organisation} />
      <Billing organisation={organisation} />
      <ContactsSection organisation={organisation} onForm={onEdit} />
      <BranchesSection organisation={organisation} onForm={onEdit} />
    </div>
  );
}
