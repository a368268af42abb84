import { getRouteApi } from '@tanstack/react-router';
import { FileStack } from 'lucide-react';
import type { RegistrationRow } from '../../shared/contracts/usage.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { registrationColumns } from './registration-columns.ts';
import { RegistrationFilters } from './registration-filters.tsx';
import { SaveRegistrations } from './save-registrations.tsx';
import { RegistrationPeek } from './registration-peek.tsx';
import { UsagePlaces } from './usage-places.tsx';
import { useRegistrationRows, useRegistrationsSearch } from './use-registrations-search.ts';

const route = getRouteApi('/usage/registrations');
const NOUN = ['registration', 'registrations'] as const;

const EMPTY = (
  <EmptyState title="No registration fits these filters" icon={FileStack}>
    Registrations come from the registration service as LPAs are registered, and from files that finance send under
    Deliveries.
  </EmptyState>
);

function rowId(row: RegistrationRow): string {
  return String(row.id);
}

function RegistrationList() {
  const search = route.useSearch();
  const { change, onText } = useRegistrationsSearch();
  const { peek } = search;
  const show = (row: RegistrationRow | null) => change({ peek: row?.id });
  return (
    <Screen title="Usage" badge={<UsagePlaces />} actions={<SaveRegistrations search={search} />} fills>
      <SplitView
        paneTitle="Registration"
        pane={peek === undefined ? null : <RegistrationPeek id={peek} />}
        onClosePane={() => change({ peek: undefined })}
      >
        <RegistrationFilters search={search} change={change} onText={onText} />
        <BillingGrid<RegistrationRow>
          name="Registrations"
          noun={NOUN}
          columns={registrationColumns}
          rowId={rowId}
          data={useRegistrationRows(search)}
          takesFocus
          isPeeking={peek !== undefined}
          onPeek={show}
          onOpen={show}
          empty={EMPTY}
        />
      </SplitView>
    </Screen>
  );
}

/** Every registered LPA that came in, to filter and to trace. */
export function RegistrationsScreen() {
  return (
    <RequirePermission permission="usage.read">
      <RegistrationList />
    </RequirePermission>
  );
}
