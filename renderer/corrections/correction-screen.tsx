import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { z } from 'zod';
import type { CorrectionRecord } from '../../shared/contracts/corrections.ts';
import { REASON_WORDS } from '../../shared/correction-reasons.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { NotFound } from '../shell/not-found.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { CORRECTION_WORDS } from '../ui/status-words.ts';
import { CorrectionActs } from './correction-acts.tsx';
import { CorrectionEffectView } from './correction-effect.tsx';
import { CORRECTION_KIND_WORDS } from './correction-words.ts';
import './corrections.css';

const route = getRouteApi('/corrections/$correctionId');
const CorrectionId = z.coerce.number().int().positive();

function InvoiceLink({ number }: { readonly number: string }) {
  return (
    <Link to="/invoices/$number" params={{ number }} search={{}}>
      {number}
    </Link>
  );
}

function OrganisationLink({ of }: { readonly of: CorrectionRecord['organisation'] }) {
  return (
    <Link to="/organisations/$reference" params={{ reference: of.reference }} search={{}}>
      {of.name}
    </Link>
  );
}

function factsOf(correction: CorrectionRecord): Description[] {
  const { to, invoice, creditNote, madeInvoice, approvedBy } = correction;
  return [
    { term: 'Organisation', value: <OrganisationLink of={correction.organisation} /> },
    ...(to === null ? [] : [{ term: 'Moves to', value: <OrganisationLink of={to} /> }]),
    ...(invoice === null ? [] : [{ term: 'Invoice', value: <InvoiceLink number={invoice} /> }]),
    { term: 'Reason', value: REASON_WORDS[correction.request.reason] },
    { term: 'In words', value: correction.words },
    { term: 'Asked for by', value: `${correction.askedBy}, ${formatLondonDateTime(correction.askedAt)}` },
    ...(approvedBy === null ? [] : [{ term: 'Approved by', value: approvedBy }]),
    ...(creditNote === null
      ? []
      : [
          {
            term: 'Credit note',
            value: (
              <Link to="/credit-notes/$number" params={{ number: creditNote }}>
                {creditNote}
              </Link>
            ),
          },
        ]),
    ...(madeInvoice === null ? [] : [{ term: 'New invoice', value: <InvoiceLink number={madeInvoice} /> }]),
  ];
}

function Correction({ correction }: { readonly correction: CorrectionRecord }) {
  const { state, preview, returnedReason, approvalId } = correction;
  return (
    <Screen
      title={`Correction ${correction.correctionId}: ${CORRECTION_KIND_WORDS[correction.kind].called.toLowerCase()}`}
      above={[{ title: 'Corrections', link: { to: '/corrections' } }]}
      badge={<StatusPill status={CORRECTION_WORDS[state]} />}
      actions={<CorrectionActs correction={correction} />}
      figures={<KeyFigures figures={[{ label: 'At stake', value: formatPounds(correction.amount) }]} />}
    >
      {state === 'returned' && (
        <p className="correction-returned">Sent back{returnedReason === null ? '' : `: ${returnedReason}`}</p>
      )}
      {state === 'waiting' && approvalId !== null && (
        <p className="muted">
          No bill changes until somebody else approves it.{' '}
          <Link to="/approvals" search={{ approval: approvalId }}>
            Open the approval
          </Link>
        </p>
      )}
      <DescriptionList of={factsOf(correction)} />
      {preview !== null && <CorrectionEffectView preview={preview} />}
    </Screen>
  );
}

function CorrectionById({ correctionId }: { readonly correctionId: number }) {
  const query = useQuery(api.corrections.get.queryOptions({ correctionId }));
  return <RecordQuery query={query}>{(correction) => <Correction correction={correction} />}</RecordQuery>;
}

/** One correction: what it is about, why, what it would do or did, and what can be done with it. */
export function CorrectionScreen() {
  const correctionId = CorrectionId.safeParse(route.useParams().correctionId);
  if (!correctionId.success) return <NotFound />;
  return (
    <RequirePermission permission="invoice.read">
      <CorrectionById correctionId={correctionId.data} />
    </RequirePermission>
  );
}
