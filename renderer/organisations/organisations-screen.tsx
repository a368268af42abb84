import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Building2, Plus } from 'lucide-react';
import { useState } from 'react';
import { OrganisationReferenceSchema } from '../../shared/checked-reference.ts';
import type { OrganisationRow } from '../../shared/contracts/organisations.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { CreateOrganisationPane } from './create-organisation-pane.tsx';
import { OrganisationFilters } from './organisation-filters.tsx';
import { OrganisationPeek } from './organisation-peek.tsx';
import { organisationColumns } from './organisations-columns.ts';
import { useOrganisationRows } from './use-organisation-rows.ts';
import { useOrganisationsSearch } from './use-organisations-search.ts';
import './organisations-screen.css';

const route = getRouteApi('/organisations');
const NOUN = ['organisation', 'organisations'] as const;

const EMPTY = (
  <EmptyState title="No organisation fits these filters" icon={Building2}>
    Try part of the name, the reference, or the postcode. Finance open an organisation before it is first billed.
  </EmptyState>
);

function rowId(row: OrganisationRow): string {
  return row.reference;
}

function OpenOne({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'n', label: 'Open a new organisation', run: onPress }]);
  return (
    <Button icon={<Plus aria-hidden="true" />} keys="N" onPress={onPress}>
      New organisation
    </Button>
  );
}

function OrganisationList() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const { change, onText, onSort } = useOrganisationsSearch();
  const data = useOrganisationRows(search);
  // The order at first; after that the grid's own headings lead, and the address follows.
  const [columns] = useState(() => organisationColumns(search));
  const isOpening = useMay('organisation.edit') && search.open === true;
  const mayOpen = useMay('organisation.edit') && !isOpening;
  const peeked = OrganisationReferenceSchema.safeParse(search.peek);
  const open = ({ reference }: OrganisationRow) =>
    void navigate({ to: '/organisations/$reference', params: { reference }, search: {} });
  return (
    <Screen
      title="Organisations"
      fills
      actions={mayOpen && <OpenOne onPress={() => change({ open: true, peek: undefined })} />}
    >
      <SplitView
        paneTitle={isOpening ? 'New organisation' : 'Organisation'}
        pane={
          isOpening ? <CreateOrganisationPane /> : peeked.success ? <OrganisationPeek reference={peeked.data} /> : null
        }
        onClosePane={() => change({ peek: undefined, open: undefined })}
      >
        <OrganisationFilters search={search} change={change} onText={onText} />
        <BillingGrid<OrganisationRow>
          name="Organisations"
          noun={NOUN}
          columns={columns}
          rowId={rowId}
          data={data}
          takesFocus={!isOpening}
          isPeeking={peeked.success && !isOpening}
          onPeek={(row) => change({ peek: row?.reference, open: undefined })}
          onOpen={open}
          onSort={onSort}
          empty={EMPTY}
        />
      </SplitView>
    </Screen>
  );
}

/** Every organisation, to filter, sort and open. */
export function OrganisationsScreen() {
  return (
    <RequirePermission permission="organisation.read">
      <OrganisationList />
    </RequirePermission>
  );
}
