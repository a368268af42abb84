import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CircleCheck, FilePenLine } from 'lucide-react';
import { useMemo } from 'react';
import type { BilledDifference, CorrectionRow } from '../../shared/contracts/corrections.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { correctionSearch } from './correction-search.ts';
import { correctionColumns, differenceColumns } from './corrections-columns.ts';

const route = getRouteApi('/corrections');
const SHOW = [
  { id: 'open', title: 'Open' },
  { id: 'all', title: 'All' },
  { id: 'differences', title: 'To put right' },
] as const;
const NOUN = ['correction', 'corrections'] as const;
const LPA = ['LPA', 'LPAs'] as const;

const correctionId = (row: CorrectionRow): string => String(row.correctionId);
const registrationId = (row: BilledDifference): string => String(row.registrationId);

function CorrectionsGrid({ show }: { readonly show: 'open' | 'all' }) {
  const navigate = useNavigate();
  const data = useMemo<ServerRows<CorrectionRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.corrections.list.queryOptions({ show, cursor, limit: PAGE_SIZE })),
    }),
    [show],
  );
  return (
    <BillingGrid<CorrectionRow>
      name={show === 'open' ? 'Open corrections' : 'All corrections'}
      noun={NOUN}
      columns={correctionColumns}
      rowId={correctionId}
      data={data}
      takesFocus
      onOpen={(row) =>
        void navigate({ to: '/corrections/$correctionId', params: { correctionId: String(row.correctionId) } })
      }
      empty={
        <EmptyState title="No correction is open" icon={FilePenLine}>
          Open the invoice that is wrong, press C, and say how it is put right. Somebody else approves it.
        </EmptyState>
      }
    />
  );
}

function DifferencesGrid() {
  const navigate = useNavigate();
  const data = useMemo<ServerRows<BilledDifference>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.corrections.listDifferences.queryOptions({ cursor, limit: PAGE_SIZE })),
    }),
    [],
  );
  const open = (row: BilledDifference) =>
    void (row.correctionId === null
      ? navigate({ to: '/invoices/$number', params: { number: row.invoice }, search: correctionSearch(row) })
      : navigate({ to: '/corrections/$correctionId', params: { correctionId: String(row.correctionId) } }));
  return (
    <BillingGrid<BilledDifference>
      name="LPAs whose bill no longer says what their registration says"
      noun={LPA}
      columns={differenceColumns}
      rowId={registrationId}
      data={data}
      takesFocus
      onOpen={open}
      empty={
        <EmptyState title="Every bill says what its registrations say" icon={CircleCheck}>
          When a fee is decided anew, an LPA is withdrawn, or it is put with another organisation after it was billed,
          it shows here until its bill is put right.
        </EmptyState>
      }
    />
  );
}

function Corrections() {
  const { show = 'open' } = route.useSearch();
  const navigate = useNavigate({ from: '/corrections' });
  return (
    <Screen title="Corrections" fills>
      <Segmented
        label="Which corrections"
        selected={show}
        choices={SHOW}
        onSelect={(id) => void navigate({ search: id === 'open' ? {} : { show: id }, replace: true })}
      />
      {show === 'differences' ? <DifferencesGrid /> : <CorrectionsGrid key={show} show={show} />}
    </Screen>
  );
}

/** Corrections that wait, all there ever were, and what is still to be put right. */
export function CorrectionsScreen() {
  return (
    <RequirePermission permission="correction.ask">
      <Corrections />
    </RequirePermission>
  );
}
