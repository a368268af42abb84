import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CreditCard, FilePenLine, FileText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { InvoiceNumberSchema, type InvoiceNumber } from '../../shared/checked-reference.ts';
import type { InvoiceLineRow, InvoiceRecord } from '../../shared/contracts/billing.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { BEING_PAID_POLL_MS } from '../config.ts';
import { CorrectInvoicePane } from '../corrections/correct-invoice-pane.tsx';
import { usualReason } from '../corrections/correction-draft.ts';
import { FilterBar } from '../grid/filter-bar.tsx';
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
import { InvoiceExplanation } from './explanation.tsx';
import { InvoiceDocuments } from './invoice-documents.tsx';
import { InvoiceFigures } from './invoice-figures.tsx';
import { printInvoice } from './invoice-files.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { InvoiceLinks } from './invoice-links.tsx';
import { LinePeek } from './line-peek.tsx';

const route = getRouteApi('/invoices/$number');
/** So few are seen at a glance. */
const FEW_LINES = 10;
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

/** What stands beside the lines. */
type Beside =
  | { readonly what: 'line'; readonly line: InvoiceLineRow }
  | { readonly what: 'change' }
  | { readonly what: 'documents' }
  | null;

const PANE_TITLES = {
  ...{ payment: 'Card payment', correction: 'Correction', line: 'LPA', change: 'Explanation' },
  documents: 'Documents',
} as const;

/** What is open beside the lines, and how to open and close it; a payment or a correction stands in the address. */
function useBeside(invoice: InvoiceRecord | undefined) {
  const { pay = false, correct } = route.useSearch();
  const navigate = useNavigate({ from: '/invoices/$number' });
  const mayTake = useMay('cardPayment.take');
  const [beside, setBeside] = useState<Beside>(null);
  const mayCorrect = useMay('correction.ask');
  const canPay = mayTake && invoice !== undefined && invoice.outstanding > 0;
  const canCorrect = mayCorrect && invoice !== undefined && canStillBeCorrected(invoice);
  const showCorrect = (open: boolean) => {
    setBeside(null);
    void navigate({ search: ({ text }) => ({ text, correct: open ? 'credit-note' : undefined }), replace: true });
  };
  const showPay = (open: boolean) => {
    setBeside(null);
    void navigate({ search: ({ text }) => ({ text, pay: open ? true : undefined }), replace: true });
  };
  useShortcuts([
    ...(canPay ? [{ keys: 'p', label: 'Take a card payment', run: () => showPay(true) }] : []),
    ...(canCorrect ? [{ keys: 'c', label: 'Put this invoice right', run: () => showCorrect(true) }] : []),
    { keys: 'e', label: 'What changed since the last bill', run: () => setBeside({ what: 'change' }) },
    {
      keys: 'd',
      label: 'Documents and chasing: print, save, hold, what was sent',
      run: () => setBeside({ what: 'documents' }),
    },
    ...(invoice === undefined
      ? []
      : [{ keys: 'Ctrl+P' as const, label: 'Print the invoice', run: () => printInvoice(invoice.number) }]),
  ]);
  const isPaying = pay && mayTake && invoice !== undefined;
  const isCorrecting = correct !== undefined && canCorrect;
  const close = () => (isPaying ? showPay(false) : isCorrecting ? showCorrect(false) : setBeside(null));
  return { beside, setBeside, canPay, canCorrect, showPay, showCorrect, isPaying, isCorrecting, close };
}

/** Something of it is left to credit, and nothing waits for approval already. */
function canStillBeCorrected({ status, openCorrectionId, creditNotes }: InvoiceRecord): boolean {
  return openCorrectionId === null && (status !== 'credited' || creditNotes.length === 0);
}

function InvoiceBadge({ invoice }: { readonly invoice: InvoiceRecord }) {
  return (
    <>
      <StatusPill status={INVOICE_WORDS[invoice.status]} />
      <CopyButton text={invoice.number} what="invoice number" />
    </>
  );
}

interface InvoiceActsProps {
  readonly canPay: boolean;
  readonly canCorrect: boolean;
  readonly onExplain: () => void;
  readonly onDocuments: () => void;
  readonly onCorrect: () => void;
  readonly onPay: () => void;
}

function InvoiceActs({ canPay, canCorrect, onExplain, onDocuments, onCorrect, onPay }: InvoiceActsProps) {
  return (
    <>
      <Button kind="quiet" keys="E" onPress={onExplain}>
        What changed
      </Button>
      <Button icon={<FileText aria-hidden="true" />} keys="D" onPress={onDocuments}>
        Documents
      </Button>
      {canCorrect && (
        <Button kind="plain" icon={<FilePenLine aria-hidden="true" />} keys="C" onPress={onCorrect}>
          Put right
        </Button>
      )}
      {canPay && (
        <Button kind="primary" icon={<CreditCard aria-hidden="true" />} keys="P" onPress={onPay}>
          Take card payment
        </Button>
      )}
    </>
  );
}

interface InvoicePaneProps {
  readonly invoice: InvoiceRecord;
  readonly beside: Beside;
  readonly isPaying: boolean;
  readonly isCorrecting: boolean;
  readonly chosen: readonly InvoiceLineRow[];
  readonly onClose: () => void;
}

/** The form that puts the invoice right, at what the address says of it. */
function CorrectionPane({
  invoice,
  chosen,
}: {
  readonly invoice: InvoiceRecord;
  readonly chosen: readonly InvoiceLineRow[];
}) {
  const { correct = 'credit-note', line, amount = '', to = '' } = route.useSearch();
  const navigate = useNavigate();
  return (
    <CorrectInvoicePane
      number={invoice.number}
      chosen={chosen}
      onlyLine={chosen.length === 0 ? line : undefined}
      initial={{ kind: correct, amount, to, reason: usualReason(correct) }}
      onAsked={(correctionId) =>
        void navigate({ to: '/corrections/$correctionId', params: { correctionId: String(correctionId) } })
      }
    />
  );
}

function paneOf({ invoice, beside, isPaying, isCorrecting, chosen, onClose }: InvoicePaneProps): ReactNode | null {
  if (isPaying) {
    return (
      <TakePaymentPane
        organisation={invoice.organisation.reference}
        organisationName={invoice.organisation.name}
        invoices={chosen.length === 0 ? [invoice.number] : []}
        lineIds={chosen.map(({ lineId }) => lineId)}
        onClose={onClose}
      />
    );
  }
  if (isCorrecting) return <CorrectionPane invoice={invoice} chosen={chosen} />;
  if (beside === null) return null;
  if (beside.what === 'line') return <LinePeek line={beside.line} />;
  if (beside.what === 'change') return <InvoiceExplanation number={invoice.number} />;
  return <InvoiceDocuments invoice={invoice} />;
}

function Invoice({ number }: { readonly number: InvoiceNumber }) {
  const query = useInvoice(number);
  const invoice = query.data;
  const { beside, setBeside, canPay, canCorrect, showPay, showCorrect, isPaying, isCorrecting, close } =
    useBeside(invoice);
  const [chosen, setChosen] = useState<readonly InvoiceLineRow[]>([]);
  const { text = '' } = route.useSearch();
  const navigate = useNavigate({ from: '/invoices/$number' });
  const onText = (typed: string) =>
    void navigate({ search: (before) => ({ ...before, text: typed === '' ? undefined : typed }), replace: true });
  return (
    <Screen
      title={`Invoice ${number}`}
      above={crumbs(invoice)}
      fills
      badge={invoice !== undefined && <InvoiceBadge invoice={invoice} />}
      actions={
        <InvoiceActs
          canPay={canPay && !isPaying}
          canCorrect={canCorrect && !isCorrecting}
          onCorrect={() => showCorrect(true)}
          onExplain={() => setBeside({ what: 'change' })}
          onDocuments={() => setBeside({ what: 'documents' })}
          onPay={() => showPay(true)}
        />
      }
      figures={
        <RecordQuery query={query}>
          {(record) => (
            <>
              <InvoiceFigures invoice={record} />
              <InvoiceLinks invoice={record} />
            </>
          )}
        </RecordQuery>
      }
    >
      {invoice !== undefined && (
        <SplitView
          paneTitle={PANE_TITLES[isPaying ? 'payment' : isCorrecting ? 'correction' : (beside?.what ?? 'line')]}
          pane={paneOf({ invoice, beside, isPaying, isCorrecting, chosen, onClose: close })}
          onClosePane={close}
        >
          {invoice.lineCount > FEW_LINES && <FilterBar label="LPA or matter reference" text={text} onText={onText} />}
          <InvoiceLines
            number={number}
            text={text}
            choosesFor={canPay ? 'payment' : canCorrect ? 'correction' : null}
            isPeeking={beside?.what === 'line'}
            onPeek={(line) => setBeside(line === null ? null : { what: 'line', line })}
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
