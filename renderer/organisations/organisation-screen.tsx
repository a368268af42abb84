import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { OrganisationReferenceSchema, type OrganisationReference } from '../../shared/checked-reference.ts';
import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import type { OrganisationSearch } from '../search-params.ts';
import { RefundButton } from '../refunds/refund-button.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { OrganisationActs } from './organisation-acts.tsx';
import { OrganisationFigures } from './organisation-figures.tsx';
import { BillByHand, OrganisationBadge, RingBack, TakeCardPayment } from './organisation-head.tsx';
import { useOrganisationPane } from './organisation-pane.tsx';
import { MergedNotice } from './merged-notice.tsx';
import { OrganisationTabs } from './organisation-tabs.tsx';
import { SuccessionNotice } from './succession-notice.tsx';
import { useOrganisation } from './use-organisation.ts';
import { WaitingChangeNotice } from './waiting-change-notice.tsx';

const route = getRouteApi('/organisations/$reference');
const ABOVE = [{ title: 'Organisations', link: { to: '/organisations' } }] as const;

/** Everything that closes the pane, whichever it is. */
const CLOSED = {
  pay: undefined,
  payFor: undefined,
  oneOff: undefined,
  ringBack: undefined,
  peek: undefined,
  form: undefined,
  contact: undefined,
  receipt: undefined,
  applyCredit: undefined,
};

type Change = (to: { [Name in keyof OrganisationSearch]?: OrganisationSearch[Name] | undefined }) => void;

interface PartProps {
  readonly organisation: OrganisationRecord;
  readonly search: OrganisationSearch;
  readonly change: Change;
}

function canPay(organisation: OrganisationRecord, mayTake: boolean): boolean {
  return mayTake && organisation.balance.receivable > 0;
}

function Acts({ organisation, search, change }: PartProps) {
  const mayTake = useMay('cardPayment.take');
  const mayEdit = useMay('organisation.edit');
  const mayBill = useMay('correction.ask');
  const mayRing = useMay('callBack.work');
  const mayRefund = useMay('refund.ask') && organisation.balance.credit > 0;
  return (
    <>
      {mayEdit && <OrganisationActs organisation={organisation} onEdit={() => change({ ...CLOSED, form: 'edit' })} />}
      {mayRefund && <RefundButton of={{ organisation: organisation.reference }} />}
      {mayBill && search.oneOff !== true && <BillByHand onPress={() => change({ ...CLOSED, oneOff: true })} />}
      {mayRing && search.ringBack !== true && <RingBack onPress={() => change({ ...CLOSED, ringBack: true })} />}
      {canPay(organisation, mayTake) && search.pay !== true && (
        <TakeCardPayment onPress={() => change({ ...CLOSED, pay: true })} />
      )}
    </>
  );
}

function Summary({ organisation, change }: Pick<PartProps, 'organisation' | 'change'>) {
  const { reference, statusReason, waitingChange, succession } = organisation;
  return (
    <>
      <OrganisationFigures organisation={organisation} />
      {statusReason !== null && <p className="status-reason">{statusReason}</p>}
      <MergedNotice organisation={organisation} onPay={(payFor) => change({ ...CLOSED, pay: true, payFor })} />
      {waitingChange !== null && <WaitingChangeNotice reference={reference} change={waitingChange} />}
      {succession !== null && <SuccessionNotice reference={reference} succession={succession} />}
    </>
  );
}

function Views({ organisation, search, change }: PartProps) {
  const [chosen, setChosen] = useState<readonly InvoiceRow[]>([]);
  const mayTake = useMay('cardPayment.take');
  const onClose = () => change(CLOSED);
  const { title, pane } = useOrganisationPane({ organisation, search, chosen, onClose });
  return (
    <SplitView paneTitle={title} pane={pane} onClosePane={onClose}>
      <OrganisationTabs
        organisation={organisation}
        search={search}
        canPay={canPay(organisation, mayTake)}
        isPeeking={title === 'Invoice' && pane !== null}
        onChange={change}
        onChoose={setChosen}
        onForm={(form, contact) => change({ ...CLOSED, form, contact })}
      />
    </SplitView>
  );
}

function Organisation({ reference }: { readonly reference: OrganisationReference }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/organisations/$reference' });
  const query = useOrganisation(reference);
  const organisation = query.data;
  const change: Change = (to) => void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  const part = organisation !== undefined && { organisation, search, change };
  return (
    <Screen
      title={organisation?.name ?? reference}
      above={ABOVE}
      fills
      badge={organisation !== undefined && <OrganisationBadge organisation={organisation} />}
      actions={part && <Acts {...part} />}
      figures={<RecordQuery query={query}>{(record) => <Summary organisation={record} change={change} />}</RecordQuery>}
    >
      {part && <Views {...part} />}
    </Screen>
  );
}

/** One organisation: what it owes and for what, what was paid, who it is, and what has happened. */
export function OrganisationScreen() {
  const reference = OrganisationReferenceSchema.safeParse(route.useParams().reference);
  if (!reference.success) return <NotFound />;
  return (
    <RequirePermission permission="organisation.read">
      <Organisation key={reference.data} reference={reference.data} />
    </RequirePermission>
  );
}
