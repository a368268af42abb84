import { useQuery } from '@tanstack/react-query';
import { Coins } from 'lucide-react';
import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { ReceiptRow } from '../../shared/contracts/allocation.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { receiptColumns } from './receipts-columns.ts';
import './organisation-money.css';

const NOUN = ['payment', 'payments'] as const;

export interface OrganisationMoneyProps {
  readonly reference: OrganisationReference;
  /** The payment that stands beside the list. */
  readonly receipt: number | undefined;
  readonly onReceipt: (receiptId: number | undefined) => void;
  readonly onApplyCredit: () => void;
}

function rowId(row: ReceiptRow): string {
  return String(row.receiptId);
}

/** What came from an organisation, how, and where every penny of it is; what is held for it beyond its bills. */
export function OrganisationMoney({ reference, receipt, onReceipt, onApplyCredit }: OrganisationMoneyProps) {
  const data = useMemo<ServerRows<ReceiptRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(
          api.allocation.listReceipts.queryOptions({ organisation: reference, cursor, limit: PAGE_SIZE }),
        ),
    }),
    [reference],
  );
  return (
    <>
      <HeldCredit reference={reference} onApplyCredit={onApplyCredit} />
      <BillingGrid<ReceiptRow>
        name="Payments of this organisation"
        noun={NOUN}
        columns={receiptColumns}
        rowId={rowId}
        data={data}
        takesFocus
        isPeeking={receipt !== undefined}
        onPeek={(row) => onReceipt(row?.receiptId)}
        onOpen={({ receiptId }) => onReceipt(receiptId)}
        empty={
          <EmptyState title="No payment yet" icon={Coins}>
            Every payment stands here, by card, cheque, postal order or bank transfer, with the bills that it met.
          </EmptyState>
        }
      />
    </>
  );
}

function HeldCredit({ reference, onApplyCredit }: Pick<OrganisationMoneyProps, 'reference' | 'onApplyCredit'>) {
  const { data } = useQuery(api.allocation.readCredit.queryOptions({ organisation: reference }));
  const mayAllocate = useMay('receipt.allocate');
  if (data === undefined || data.credit === 0) return null;
  return (
    <section className="held-credit" aria-label="Credit on account">
      <div className="held-credit-words">
        <strong>{formatPounds(data.credit)} credit on account.</strong>{' '}
        <span className="muted">It is set against the next invoice by itself.</span>
        <ul>
          {data.sources.map(({ receiptId, creditNote, left, brought, heldSince }) => (
            <li key={receiptId ?? creditNote}>
              {formatPounds(left)}
              {left === brought ? '' : ` of ${formatPounds(brought)}`}{' '}
              {creditNote === null ? 'of a payment' : `of credit note ${creditNote}`}, held since{' '}
              {formatLondonDateTime(heldSince)}
            </li>
          ))}
        </ul>
      </div>
      {mayAllocate && data.openLines.length > 0 && <ApplyCreditButton onPress={onApplyCredit} />}
    </section>
  );
}

function ApplyCreditButton({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'c', label: 'Set credit against bills', run: onPress }]);
  return (
    <Button keys="C" onPress={onPress}>
      Set against bills
    </Button>
  );
}
