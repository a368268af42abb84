import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CreditCard } from 'lucide-react';
import { useState } from 'react';
import { InvoiceNumberSchema, type InvoiceNumber } from '../../shared/checked-reference.ts';
import type { InvoiceLineRow, InvoiceRecord } from '../../shared/contracts/billing.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { BEING_PAID_POLL_MS } from '../config.ts';
import { TakePaymentPane } from '../payments/take-payment-pane.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen, type Crumb } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { INVOICE_WORDS } from '../ui/status-words.ts';
import { InvoiceFigures } from './invoice-figures.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { LinePeek } from './line-peek.tsx';

const route = getRouteApi('/invoices/$number');
const ORGANISATIONS: Crumb = { title: 'Organisations', link: { to: '/organisations' } };

function crumbs(invoice: InvoiceRecord | undefined): Crumb[] {
  if (invoice === undefined) return [ORGANISATIONS];
  const { reference, name } = invoice.organisation;
  return [ORGANISATIONS, { title: name, link: { to: '/organisations/$reference', params: { reference } } }];
}

function useInvoice(number: InvoiceNumber) {
  const pollEvery = usePollEvery(BEING_PAID_POLL_MS);
  return useQuery({
    ...api.billing.getInvoice.queryOptions({ number }, { trpc: inBackground }),
    refetchInterval: pollEvery,
  });
}

function Invoice({ number }: { readonly number: InvoiceNumber }) {
  const { pay = false } = route.useSearch();
  const navigate = useNavigate({ from: '/invoices/$number' });
  const query = useInvoice(number);
  const invoice = query.data;
  const mayTake = useMay('cardPayment.take');
  const [peeked, setPeeked] = useState<InvoiceLineRow | null>(null);
  const [chosen, setChosen] = useState<readonly InvoiceLineRow[]>([]);
  const canPay = mayTake && invoice !== undefined && invoice.outstanding > 0;
  const showPay = (open: boolean) => {
    setPeeked(null);
    void navigate({ search: open ? { pay: true } : {}, replace: true });
  };
  useShortcuts(canPay ? [{ keys: 'p', label: 'Take a card payment', run: () => showPay(true) }] : []);

  const paying = pay && mayTake && invoice !== undefined;
  const pane = paying ? (
    <TakePaymentPane
      organisation={invoice.organisation.reference}
      organisationName={invoice.organisation.name}
      invoices={chosen.length === 0 ? [number] : []}
      lineIds={chosen.map(({ lineId }) => lineId)}
      onClose={() => showPay(false)}
    />
  ) : peeked === null ? null : (
    <LinePeek line={peeked} />
  );

  return (
    <Screen
      title={`Invoice ${number}`}
      above={crumbs(invoice)}
      fills
      badge={
        invoice !== undefined && (
          <>
            <StatusPill status={INVOICE_WORDS[invoice.status]} />
            <CopyButton text={number} what="invoice number" />
          </>
        )
      }
      actions={
        canPay &&
        !paying && (
          <Button kind="primary" icon={<CreditCard aria-hidden="true" />} keys="P" onPress={() => showPay(true)}>
            Take card payment
          </Button>
        )
      }
      figures={<RecordQuery query={query}>{(record) => <InvoiceFigures invoice={record} />}</RecordQuery>}
    >
      {invoice !== undefined && (
        <SplitView
          paneTitle={paying ? 'Card payment' : 'LPA'}
          pane={pane}
          onClosePane={() => (paying ? showPay(false) : setPeeked(null))}
        >
          <InvoiceLines
            number={number}
            canPay={canPay}
            isPeeking={peeked !== null}
            onPeek={setPeeked}
            onChoose={setChosen}
          />
        </SplitView>
      )}
    </Screen>
  );
}

/** One invoice, LPA by LPA: what each costs, what was paid of it by which payment, and what is still to pay. */
export function InvoiceScreen() {
  const number = InvoiceNumberSchema.safeParse(route.useParams().number);
  if (!number.success) return <NotFound />;
  return (
    <RequirePermission permission="invoice.read">
      <Invoice key={number.data} number={number.data} />
    </RequirePermission>
  );
}
