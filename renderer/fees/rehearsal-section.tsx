import { useNavigate } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useMemo } from 'react';
import { formatPeriod } from '../../shared/billing-period.ts';
import type { FeeOrderRecord, FeeRehearsal, RehearsalRow } from '../../shared/contracts/fees.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { counted } from '../grid/selection-bar.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { differenceWords } from './fee-order-words.ts';
import { rehearsalColumns } from './rehearsal-columns.ts';

const NOUN = ['organisation', 'organisations'] as const;
const LPAS = ['LPA', 'LPAs'] as const;

function rowId(row: RehearsalRow): string {
  return row.organisation.reference;
}

function useRehearsalRows(rehearsalId: number): ServerRows<RehearsalRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.fees.listRehearsal.queryOptions({ rehearsalId, cursor, limit: PAGE_SIZE })),
    }),
    [rehearsalId],
  );
}

function Figures({ rehearsal }: { readonly rehearsal: FeeRehearsal }) {
  const { straddling, before, after, later, difference } = rehearsal;
  return (
    <KeyFigures
      figures={[
        { label: 'Without it', value: formatPounds(before) },
        {
          label: 'First quarter',
          value: formatPounds(after),
          note: `${differenceWords(difference)}; ${straddling.toLocaleString('en-GB')} received before it`,
        },
        { label: 'Later quarters', value: formatPounds(later) },
      ]}
    />
  );
}

function Rehearsed({ rehearsal, isStale }: { readonly rehearsal: FeeRehearsal; readonly isStale: boolean }) {
  const navigate = useNavigate();
  const period = formatPeriod({ from: rehearsal.quarterFrom, before: rehearsal.quarterBefore });
  const open = ({ organisation }: RehearsalRow) =>
    void navigate({ to: '/organisations/$reference', params: { reference: organisation.reference }, search: {} });
  return (
    <>
      <p className="muted">
        The {counted(rehearsal.lines, LPAS)} of {period}, priced as if the Order had begun with them. Rehearsed by{' '}
        {rehearsal.rehearsedBy}, {formatLondonDateTime(rehearsal.rehearsedAt)}.
      </p>
      {isStale && (
        <p className="fee-order-note">It was edited since, or another Order came into force. Rehearse it again.</p>
      )}
      {rehearsal.unpriced > 0 && (
        <p className="fee-order-note">
          {rehearsal.unpriced.toLocaleString('en-GB')} of them have a kind of fee without a price on their day.
        </p>
      )}
      <Figures rehearsal={rehearsal} />
      <BillingGrid<RehearsalRow>
        name="Rehearsal"
        noun={NOUN}
        columns={rehearsalColumns}
        rowId={rowId}
        data={useRehearsalRows(rehearsal.rehearsalId)}
        onOpen={open}
        empty={
          <EmptyState title="No LPA was billed for that quarter" icon={FlaskConical}>
            With nothing billed there is nothing to price anew.
          </EmptyState>
        }
      />
    </>
  );
}

/** What an Order would do, tried on the last whole quarter. */
export function RehearsalSection({ order }: { readonly order: FeeOrderRecord }) {
  const { rehearsal } = order;
  return (
    <section className="fee-order-rehearsal" aria-label="Rehearsal">
      <h2>Rehearsal</h2>
      {rehearsal === null ? (
        <EmptyState title="Not rehearsed" icon={FlaskConical}>
          {order.draftedBy === null
            ? 'This Order was in force before Counterfoil was.'
            : 'Rehearsing prices the last quarter anew and shows what changes for each organisation.'}
        </EmptyState>
      ) : (
        <Rehearsed rehearsal={rehearsal} isStale={!rehearsal.isCurrent && order.acts.includes('send')} />
      )}
    </section>
  );
}
