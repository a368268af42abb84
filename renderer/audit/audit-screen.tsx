import { getRouteApi } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { AuditRow } from '../../shared/contracts/audit.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { FilterBar } from '../grid/filter-bar.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { SplitView } from '../shell/split-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { auditColumns } from './audit-columns.ts';
import { AuditEvent } from './audit-event.tsx';
import { useAuditFilter } from './use-audit-filter.ts';
import { useAuditRows } from './use-audit-rows.ts';

const route = getRouteApi('/audit');
const NOUN = ['event', 'events'] as const;

function rowId(row: AuditRow): string {
  return String(row.id);
}

function AuditTrail() {
  const { organisation } = route.useSearch();
  const [peeked, setPeeked] = useState<AuditRow | null>(null);
  const { remark, onText } = useAuditFilter();
  return (
    <Screen title="Audit" fills>
      <SplitView
        paneTitle="Event"
        pane={peeked === null ? null : <AuditEvent event={peeked} />}
        onClosePane={() => setPeeked(null)}
      >
        <FilterBar label="Organisation reference" text={organisation ?? ''} onText={onText}>
          <Spoken className="muted">{remark}</Spoken>
        </FilterBar>
        <BillingGrid<AuditRow>
          name="Audit"
          noun={NOUN}
          columns={auditColumns}
          rowId={rowId}
          data={useAuditRows(organisation)}
          takesFocus
          isPeeking={peeked !== null}
          onPeek={setPeeked}
          onOpen={setPeeked}
          empty={
            <EmptyState title="Nothing has been recorded here" icon={ScrollText}>
              Every change is recorded as it is made: who, when and what.
            </EmptyState>
          }
        />
      </SplitView>
    </Screen>
  );
}

/** Who did what, newest first. */
export function AuditScreen() {
  return (
    <RequirePermission permission="audit.read">
      <AuditTrail />
    </RequirePermission>
  );
}
