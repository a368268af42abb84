import { useNavigate } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { TimelineRow } from '../../shared/contracts/organisations.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { instantColumn, textColumn } from '../grid/columns.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const NOUN = ['event', 'events'] as const;

const columns = [
  instantColumn<TimelineRow>({ id: 'at', title: 'When', value: (row) => row.at }),
  textColumn<TimelineRow>({ id: 'who', title: 'Who', value: (row) => row.who, width: 180 }),
  textColumn<TimelineRow>({ id: 'what', title: 'What', value: (row) => row.sentence, share: 3 }),
];

function rowId(row: TimelineRow): string {
  return String(row.id);
}

/** Everything that happened to an organisation, newest first. Enter opens what an event is about. */
export function OrganisationTimeline({ reference }: { readonly reference: OrganisationReference }) {
  const navigate = useNavigate();
  const data = useMemo<ServerRows<TimelineRow>>(
    () => ({
      kind: 'server',
      watchesForNew: true,
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.organisations.timeline.queryOptions(
            { reference, cursor, limit: PAGE_SIZE },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [reference],
  );
  const open = ({ attemptId, invoiceNumber }: TimelineRow) => {
    if (attemptId !== null) void navigate({ to: '/payments/$attemptId', params: { attemptId } });
    else if (invoiceNumber !== null) {
      void navigate({ to: '/invoices/$number', params: { number: invoiceNumber }, search: {} });
    }
  };
  return (
    <BillingGrid<TimelineRow>
      name="Timeline"
      noun={NOUN}
      columns={columns}
      rowId={rowId}
      data={data}
      takesFocus
      onOpen={open}
      empty={
        <EmptyState title="Nothing has happened yet" icon={History}>
          Invoices, payments and every change show here as they are made.
        </EmptyState>
      }
    />
  );
}
