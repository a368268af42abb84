import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus, Users } from 'lucide-react';
import { useCallback } from 'react';
import type { StaffRow } from '../../shared/contracts/access.ts';
import { api } from '../api/client.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ClientRows } from '../grid/grid-data.ts';
import { useQueriedRows } from '../grid/use-queried-rows.ts';
import type { StaffSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AddStaffPane } from './add-staff-pane.tsx';
import { staffColumns } from './staff-columns.ts';
import { StaffPeek } from './staff-peek.tsx';

const route = getRouteApi('/staff');
const NOUN = ['person', 'people'] as const;

const EMPTY = (
  <EmptyState title="Nobody is let in yet" icon={Users}>
    Whoever is added here can sign in.
  </EmptyState>
);

function rowId(row: StaffRow): string {
  return String(row.staffId);
}

function useStaffRows(): ClientRows<StaffRow> {
  return useQueriedRows(useQuery(api.access.listStaff.queryOptions({})));
}

function AddOne({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'n', label: 'Add somebody', run: onPress }]);
  return (
    <Button icon={<Plus aria-hidden="true" />} keys="N" onPress={onPress}>
      Add somebody
    </Button>
  );
}

type Change = (to: { [Name in keyof StaffSearch]?: StaffSearch[Name] | undefined }) => void;

function useChange(): Change {
  const navigate = useNavigate({ from: '/staff' });
  return useCallback((to) => void navigate({ search: (before) => ({ ...before, ...to }), replace: true }), [navigate]);
}

function Staff() {
  const search = route.useSearch();
  const change = useChange();
  const rows = useStaffRows();
  const mayEdit = useMay('staff.edit');
  const isAdding = mayEdit && search.form === 'add';
  const { peek } = search;
  const person = peek !== undefined && (
    <StaffPeek
      key={peek}
      staffId={peek}
      isChangingRoles={mayEdit && search.form === 'roles'}
      onRoles={(isOpen) => change({ form: isOpen ? 'roles' : undefined })}
    />
  );
  return (
    <Screen
      title="Staff"
      fills
      actions={mayEdit && !isAdding && <AddOne onPress={() => change({ form: 'add', peek: undefined })} />}
    >
      <SplitView
        paneTitle={isAdding ? 'Add somebody' : 'Member of staff'}
        pane={
          isAdding ? <AddStaffPane onAdded={(staffId) => change({ form: undefined, peek: staffId })} /> : person || null
        }
        onClosePane={() => change({ peek: undefined, form: undefined })}
      >
        <BillingGrid<StaffRow>
          name="Staff"
          noun={NOUN}
          columns={staffColumns}
          rowId={rowId}
          data={rows}
          takesFocus={!isAdding}
          isPeeking={peek !== undefined}
          onPeek={(row) => change({ peek: row?.staffId, form: undefined })}
          onOpen={(row) => change({ peek: row.staffId, form: undefined })}
          empty={EMPTY}
        />
      </SplitView>
    </Screen>
  );
}

/** Who may sign in, and what they may do. */
export function StaffScreen() {
  return (
    <RequirePermission permission="staff.read">
      <Staff />
    </RequirePermission>
  );
}
