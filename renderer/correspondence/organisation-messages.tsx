import { Mail } from 'lucide-react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { MessageRow } from '../../shared/contracts/correspondence.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { messageColumns } from './message-columns.ts';
import { useMessageRows } from './use-message-rows.ts';

const NOUN = ['message', 'messages'] as const;
const columns = messageColumns.filter(({ colId }) => colId !== 'organisation');

function rowId(row: MessageRow): string {
  return String(row.messageId);
}

export interface OrganisationMessagesProps {
  readonly reference: OrganisationReference;
  readonly onOpen: (message: MessageRow) => void;
}

/** What was sent to one organisation, newest first. */
export function OrganisationMessages({ reference, onOpen }: OrganisationMessagesProps) {
  return (
    <BillingGrid<MessageRow>
      name="Messages to this organisation"
      noun={NOUN}
      columns={columns}
      rowId={rowId}
      data={useMessageRows('all', reference)}
      takesFocus
      onOpen={onOpen}
      empty={
        <EmptyState title="Nothing has been sent yet" icon={Mail}>
          Invoices go out by themselves when they are issued.
        </EmptyState>
      }
    />
  );
}
