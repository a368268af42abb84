import { useNavigate } from '@tanstack/react-router';
import { OrganisationMoney } from '../allocation/organisation-money.tsx';
import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { OrganisationMessages } from '../correspondence/organisation-messages.tsx';
import type { OrganisationSearch, OrganisationTab } from '../search-params.ts';
import { useMay } from '../shell/staff.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Tabs, type TabOf } from '../ui/tabs.tsx';
import { OrganisationCreditNotes } from './organisation-credit-notes.tsx';
import { OrganisationDetails } from './organisation-details.tsx';
import type { OnForm } from './organisation-forms.ts';
import { OrganisationInvoices } from './organisation-invoices.tsx';
import { OrganisationLedger } from './organisation-ledger.tsx';
import { OrganisationPayments } from './organisation-payments.tsx';
import { OrganisationStatement } from './organisation-statement.tsx';
import { OrganisationTimeline } from './organisation-timeline.tsx';
import { OrganisationUsage } from '../usage/organisation-usage.tsx';

const SHOW = [
  { id: 'open', title: 'Open' },
  { id: 'all', title: 'All' },
] as const;

/** What may stand beside the list of a tab, closed. */
const BESIDE = { peek: undefined, receipt: undefined, applyCredit: undefined };

export interface OrganisationTabsProps {
  readonly organisation: OrganisationRecord;
  readonly search: OrganisationSearch;
  readonly canPay: boolean;
  readonly isPeeking: boolean;
  readonly onChange: (to: { [Name in keyof OrganisationSearch]?: OrganisationSearch[Name] | undefined }) => void;
  readonly onForm: OnForm;
  readonly onChoose: (invoices: readonly InvoiceRow[]) => void;
}

/** The views of one organisation. */
export function OrganisationTabs(props: OrganisationTabsProps) {
  const { organisation, search, canPay, isPeeking, onChange, onChoose, onForm } = props;
  const { reference } = organisation;
  const mayReadLedger = useMay('ledger.read');
  const mayReadUsage = useMay('usage.read');
  const mayReadMessages = useMay('correspondence.read');
  const navigate = useNavigate();
  const show = search.show ?? 'open';
  const tabs: TabOf<OrganisationTab>[] = [
    {
      id: 'invoices',
      title: 'Invoices',
      count: organisation.openInvoices,
      content: (
        <>
          <Segmented label="Which invoices" selected={show} onSelect={(id) => onChange({ show: id })} choices={SHOW} />
          <OrganisationInvoices
            reference={reference}
            show={show}
            canPay={canPay}
            isPeeking={isPeeking}
            onPeek={(invoice) => onChange({ peek: invoice?.number, pay: undefined, form: undefined })}
            onChoose={onChoose}
          />
        </>
      ),
    },
    { id: 'credit-notes', title: 'Credit notes', content: <OrganisationCreditNotes reference={reference} /> },
    {
      id: 'statement',
      title: 'Statement',
      content: <OrganisationStatement reference={reference} search={search} onChange={onChange} />,
    },
    {
      id: 'money',
      title: 'Money',
      content: (
        <OrganisationMoney
          reference={reference}
          receipt={search.receipt}
          onReceipt={(receipt) => onChange({ ...BESIDE, receipt })}
          onApplyCredit={() => onChange({ ...BESIDE, applyCredit: true })}
        />
      ),
    },
    { id: 'payments', title: 'Card payments', content: <OrganisationPayments reference={reference} /> },
    ...(mayReadUsage
      ? [{ id: 'usage' as const, title: 'Usage', content: <OrganisationUsage reference={reference} /> }]
      : []),
    ...(mayReadMessages
      ? [
          {
            id: 'messages' as const,
            title: 'Correspondence',
            content: (
              <OrganisationMessages
                reference={reference}
                onOpen={({ messageId }) => void navigate({ to: '/correspondence', search: { peek: messageId } })}
              />
            ),
          },
        ]
      : []),
    { id: 'timeline', title: 'Timeline', content: <OrganisationTimeline reference={reference} /> },
    ...(mayReadLedger
      ? [{ id: 'ledger' as const, title: 'Ledger', content: <OrganisationLedger reference={reference} /> }]
      : []),
    { id: 'details', title: 'Details', content: <OrganisationDetails organisation={organisation} onForm={onForm} /> },
  ];
  const selected = tabs.find(({ id }) => id === search.tab)?.id ?? 'invoices';
  return (
    <Tabs
      label="Views of this organisation"
      selected={selected}
      onSelect={(tab) => onChange({ ...BESIDE, tab })}
      tabs={tabs}
    />
  );
}
