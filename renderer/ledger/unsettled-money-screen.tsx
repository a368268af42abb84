import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { SearchCheck } from 'lucide-react';
import type { UnsettledMoney } from '../../shared/contracts/unsettled-money.ts';
import { api } from '../api/client.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { useQueriedRows } from '../grid/use-queried-rows.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { unsettledColumns } from './unsettled-columns.ts';

const NOUN = ['sum', 'sums'] as const;

function rowId(row: UnsettledMoney): string {
  return row.id;
}

function Unsettled() {
  const query = useQuery(api.reports.listUnsettledMoney.queryOptions({}));
  const navigate = useNavigate();
  const open = ({ payment }: UnsettledMoney) => {
    if (payment !== null) void navigate({ to: '/payments/$attemptId', params: { attemptId: payment.attemptId } });
  };
  return (
    <Screen
      title="Unsettled money"
      badge={
        <span className="muted">
          {query.data?.more === true ? 'The oldest 500 sums' : 'Every sum'} that is not where it should be, oldest first
        </span>
      }
      fills
    >
      <BillingGrid<UnsettledMoney>
        name="Unsettled money"
        noun={NOUN}
        columns={unsettledColumns}
        rowId={rowId}
        data={useQueriedRows(query)}
        takesFocus
        onOpen={open}
        empty={
          <EmptyState title="All money is where it should be" icon={SearchCheck}>
            No card payment is in doubt or waits to be captured, and nothing is in suspense.
          </EmptyState>
        }
      />
    </Screen>
  );
}

/** Money in doubt, not captured, unknown here or not placed: its age, what was tried, and what settles it. */
export function UnsettledMoneyScreen() {
  return (
    <RequirePermission permission="ledger.read">
      <Unsettled />
    </RequirePermission>
  );
}
