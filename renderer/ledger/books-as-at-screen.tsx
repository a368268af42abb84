import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Landmark } from 'lucide-react';
import { useMemo } from 'react';
import type { BooksAsAt, DebtorRow } from '../../shared/contracts/books-as-at.ts';
import { formatLondonDateTime, instant, type Instant } from '../../shared/instant.ts';
import { londonDay, startOfLondonDay } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { serverNow } from '../clock.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { SaveList } from '../grid/save-list.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { debtorsColumns } from './debtors-columns.ts';
import { MomentFields } from './moment-fields.tsx';
import './books-as-at-screen.css';

const route = getRouteApi('/books-as-at');
const NOUN = ['organisation', 'organisations'] as const;

function rowId(row: DebtorRow): string {
  return row.organisation.reference;
}

/** The end of yesterday, unless the address says otherwise. */
function lastMidnight(): Instant {
  return instant(startOfLondonDay(londonDay(new Date(serverNow()))));
}

function useDebtors(at: Instant): ServerRows<DebtorRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.ledger.listDebtorsAsAt.queryOptions({ at, cursor, limit: PAGE_SIZE })),
    }),
    [at],
  );
}

function Balances({ books }: { readonly books: BooksAsAt }) {
  const moved = books.accounts.filter(({ balance }) => balance !== 0);
  if (moved.length === 0) return <p className="muted">Nothing was in the books by then.</p>;
  return (
    <KeyFigures
      figures={moved.map(({ name, normalSide, balance }) => ({
        label: name,
        value: <MoneyText amount={balance} />,
        note: normalSide,
      }))}
    />
  );
}

function BooksAsAtMoment() {
  const { at = lastMidnight() } = route.useSearch();
  const navigate = useNavigate({ from: '/books-as-at' });
  const books = useQuery(api.ledger.booksAsAt.queryOptions({ at }));
  return (
    <Screen
      title="Books as at"
      badge={<span className="muted">{formatLondonDateTime(at)}: what was recorded by then, the same for ever</span>}
      actions={<SaveList prepare={api.ledger.saveDebtorsAsAt.mutationOptions()} asked={{ at }} />}
      fills
    >
      <div className="books-as-at-moment">
        <MomentFields at={at} onSelect={(to) => void navigate({ search: { at: to }, replace: true })} />
      </div>
      <RecordQuery query={books} lines={3}>
        {(data) => <Balances books={data} />}
      </RecordQuery>
      <BillingGrid<DebtorRow>
        name={`Debtors as at ${formatLondonDateTime(at)}`}
        noun={NOUN}
        columns={debtorsColumns}
        rowId={rowId}
        data={useDebtors(at)}
        takesFocus
        onOpen={({ organisation }) =>
          void navigate({
            to: '/organisations/$reference',
            params: { reference: organisation.reference },
            search: { tab: 'ledger' },
          })
        }
        empty={
          <EmptyState title="Nobody owed anything" icon={Landmark}>
            No organisation owed money or was in credit at that moment.
          </EmptyState>
        }
      />
    </Screen>
  );
}

/** What every account stood at, and who owed what for how long, at a moment in the past. */
export function BooksAsAtScreen() {
  return (
    <RequirePermission permission="ledger.read">
      <BooksAsAtMoment />
    </RequirePermission>
  );
}
