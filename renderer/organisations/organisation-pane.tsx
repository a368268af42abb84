import type { ReactNode } from 'react';
import { InvoiceNumberSchema } from '../../shared/checked-reference.ts';
import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { ApplyCreditPane } from '../allocation/apply-credit-pane.tsx';
import { ReceiptPane } from '../allocation/receipt-pane.tsx';
import { InvoicePeek } from '../billing/invoice-peek.tsx';
import { OneOffPane } from '../corrections/one-off-pane.tsx';
import { CallBackPane } from '../calls/call-back-pane.tsx';
import type { OrganisationSearch } from '../search-params.ts';
import { useMay } from '../shell/staff.tsx';
import { BranchPane } from './branch-pane.tsx';
import { ContactPane } from './contact-pane.tsx';
import { EditOrganisationPane } from './edit-organisation-pane.tsx';
import { MergePane } from './merge-pane.tsx';
import type { OrganisationForm } from './organisation-forms.ts';
import { PayForOrganisation } from './pay-for-organisation.tsx';
import { SplitPane } from './split-pane.tsx';

export interface OrganisationPaneProps {
  readonly organisation: OrganisationRecord;
  readonly search: OrganisationSearch;
  /** The invoices that are ticked for a payment. */
  readonly chosen: readonly InvoiceRow[];
  readonly onClose: () => void;
}

const FORM_TITLES: Readonly<Record<OrganisationForm, string>> = {
  edit: 'Edit',
  contact: 'Contact',
  branch: 'Branch',
  merge: 'Merge',
  split: 'Split',
};

function formOf(form: OrganisationForm, { organisation, search, onClose }: OrganisationPaneProps): ReactNode {
  const { reference, contacts } = organisation;
  const contact = contacts.find(({ contactId }) => contactId === search.contact) ?? null;
  const forms: Readonly<Record<OrganisationForm, ReactNode>> = {
    edit: <EditOrganisationPane organisation={organisation} onDone={onClose} />,
    contact: <ContactPane key={search.contact} reference={reference} contact={contact} onDone={onClose} />,
    branch: <BranchPane organisation={organisation} onDone={onClose} />,
    merge: <MergePane organisation={organisation} onDone={onClose} />,
    split: <SplitPane organisation={organisation} onDone={onClose} />,
  };
  return forms[form];
}

/** What stands beside an organisation: a payment, a bill by hand, a form, or one of its invoices; null when nothing does. */
export function useOrganisationPane(props: OrganisationPaneProps): { title: string; pane: ReactNode | null } {
  const { organisation, search, chosen, onClose } = props;
  const mayTake = useMay('cardPayment.take');
  const mayEdit = useMay('organisation.edit');
  const mayBill = useMay('correction.ask');
  const mayRing = useMay('callBack.work');
  const mayAllocate = useMay('receipt.allocate');
  if (search.pay === true && mayTake) {
    const merged = organisation.mergedFrom.find(({ reference }) => reference === search.payFor);
    return {
      title: merged === undefined ? 'Card payment' : `Card payment for bills of ${merged.name}`,
      pane: (
        <PayForOrganisation
          key={merged?.reference}
          organisation={merged ?? organisation}
          chosen={merged === undefined ? chosen : []}
          onClose={onClose}
        />
      ),
    };
  }
  if (search.oneOff === true && mayBill) {
    const { reference, name } = organisation;
    return { title: 'Bill by hand', pane: <OneOffPane organisation={reference} name={name} /> };
  }
  if (search.ringBack === true && mayRing) {
    return { title: 'Call-back', pane: <CallBackPane organisation={organisation} onDone={onClose} /> };
  }
  if (search.form !== undefined && mayEdit) {
    return { title: FORM_TITLES[search.form], pane: formOf(search.form, props) };
  }
  if (search.applyCredit === true && mayAllocate) {
    return {
      title: 'Credit on account',
      pane: <ApplyCreditPane reference={organisation.reference} onDone={onClose} />,
    };
  }
  if (search.receipt !== undefined) {
    return {
      title: 'Payment',
      pane: <ReceiptPane key={search.receipt} reference={organisation.reference} receiptId={search.receipt} />,
    };
  }
  const peeked = InvoiceNumberSchema.safeParse(search.peek);
  return { title: 'Invoice', pane: peeked.success ? <InvoicePeek number={peeked.data} /> : null };
}
