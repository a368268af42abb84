import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CreditCard } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  InvoiceNumberSchema,
  OrganisationReferenceSchema,
  type OrganisationReference,
} from '../../shared/checked-reference.ts';
import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { InvoicePeek } from '../billing/invoice-peek.tsx';
import { BEING_PAID_POLL_MS } from '../config.ts';
import { rememberOrganisation } from '../home/recent-places.ts';
import type { OrganisationSearch } from '../search-params.ts';
import { NotFound } from '../shell/not-found.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { ORGANISATION_WORDS } from '../ui/status-words.ts';
import { OrganisationFigures } from './organisation-figures.tsx';
import { OrganisationTabs } from './organisation-tabs.tsx';
import { PayForOrganisation } from './pay-for-organisation.tsx';

const route = getRouteApi('/organisations/$reference');
const ABOVE = [{ title: 'Organisations', link: { to: '/organisations' } }] as const;

function useOrganisation(reference: OrganisationReference) {
  const pollEvery = usePollEvery(BEING_PAID_POLL_MS);
  const query = useQuery({
    ...api.organisations.get.queryOptions({ reference }, { trpc: inBackground }),
    refetchInterval: pollEvery,
  });
  const name = query.data?.name;
  useEffect(() => {
    if (name !== undefined) rememberOrganisation({ reference, name });
  }, [reference, name]);
  return query;
}

function Organisation({ reference }: { readonly reference: OrganisationReference }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/organisations/$reference' });
  const query = useOrganisation(reference);
  const organisation = query.data;
  const mayTake = useMay('cardPayment.take');
  const [chosen, setChosen] = useState<readonly InvoiceRow[]>([]);
  const change = (to: Partial<OrganisationSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true });
  const canPay = mayTake && organisation !== undefined && organisation.balance.receivable > 0;
  const paying = search.pay === true && mayTake && organisation !== undefined;
  const startPaying = () => change({ pay: true, peek: undefined });
  useShortcuts(canPay ? [{ keys: 'p', label: 'Take a card payment', run: startPaying }] : []);

  const peeked = InvoiceNumberSchema.safeParse(search.peek);
  const pane = paying ? (
    <PayForOrganisation organisation={organisation} chosen={chosen} onClose={() => change({ pay: undefined })} />
  ) : peeked.success ? (
    <InvoicePeek number={peeked.data} />
  ) : null;

  return (
    <Screen
      title={organisation?.name ?? reference}
      above={ABOVE}
      fills
      badge={
        organisation !== undefined && (
          <>
            <StatusPill status={ORGANISATION_WORDS[organisation.status]} />
            <span className="reference muted">{reference}</span>
            <CopyButton text={reference} what="reference" />
          </>
        )
      }
      actions={
        canPay &&
        !paying && (
          <Button kind="primary" icon={<CreditCard aria-hidden="true" />} keys="P" onPress={startPaying}>
            Take card payment
          </Button>
        )
      }
      figures={
        <RecordQuery query={query}>
          {(record) => (
            <>
              <OrganisationFigures organisation={record} />
              {record.statusReason !== null && <p className="status-reason">{record.statusReason}</p>}
            </>
          )}
        </RecordQuery>
      }
    >
      {organisation !== undefined && (
        <SplitView
          paneTitle={paying ? 'Card payment' : 'Invoice'}
          pane={pane}
          onClosePane={() => change({ pay: undefined, peek: undefined })}
        >
          <OrganisationTabs
            organisation={organisation}
            search={search}
            canPay={canPay}
            isPeeking={peeked.success && !paying}
            onChange={change}
            onChoose={setChosen}
          />
        </SplitView>
      )}
    </Screen>
  );
}

/** One organisation: what it owes and for what, what was paid, and what has happened. */
export function OrganisationScreen() {
  const reference = OrganisationReferenceSchema.safeParse(route.useParams().reference);
  if (!reference.success) return <NotFound />;
  return (
    <RequirePermission permission="organisation.read">
      <Organisation key={reference.data} reference={reference.data} />
    </RequirePermission>
  );
}
