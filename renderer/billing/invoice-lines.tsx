import { ReceiptText } from 'lucide-react';
import { useMemo } from 'react';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { InvoiceLineRow } from '../../shared/contracts/billing.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { canBeCorrected, leftOf } from '../corrections/correction-draft.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { invoiceLineColumns } from './invoice-line-columns.ts';

const NOUN = ['LPA', 'LPAs'] as const;

const NOTHING = (
  <EmptyState title="No LPA is on this invoice" icon={ReceiptText}>
    Each LPA registered in the billing period is one line.
  </EmptyState>
);
const NONE_SO = (
  <EmptyState title="No line begins so" icon={ReceiptText}>
    Type the beginning of an LPA reference, or of the organisation’s own.
  </EmptyState>
);

export interface InvoiceLinesProps {
  readonly number: InvoiceNumber;
  /** Narrows to lines whose references begin so. */
  readonly text: string;
  /** What lines are chosen for; null when nothing can be done with them. */
  readonly choosesFor: 'payment' | 'correction' | null;
  readonly isPeeking: boolean;
  readonly onPeek: (line: InvoiceLineRow | null) => void;
  readonly onChoose: (lines: readonly InvoiceLineRow[]) => void;
}

function rowId(line: InvoiceLineRow): string {
  return String(line.lineId);
}

function isPayable(line: InvoiceLineRow): boolean {
  return line.outstanding > 0 && line.beingPaid === null;
}

/** The LPAs on an invoice, to look at one by one and to choose for a payment or a correction. */
export function InvoiceLines({ number, text, choosesFor, isPeeking, onPeek, onChoose }: InvoiceLinesProps) {
  const data = useMemo<ServerRows<InvoiceLineRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.billing.listInvoiceLines.queryOptions({ number, text, cursor, limit: PAGE_SIZE })),
    }),
    [number, text],
  );
  const selection = useMemo(
    () => ({
      sum:
        choosesFor === 'correction'
          ? { title: 'charged and not credited', of: leftOf }
          : { title: 'to pay', of: (line: InvoiceLineRow) => line.outstanding },
      canSelect: choosesFor === 'correction' ? canBeCorrected : isPayable,
      onChange: onChoose,
    }),
    [choosesFor, onChoose],
  );
  return (
    <BillingGrid<InvoiceLineRow>
      name={`Lines of invoice ${number}`}
      noun={NOUN}
      columns={invoiceLineColumns}
      rowId={rowId}
      data={data}
      takesFocus
      isPeeking={isPeeking}
      onPeek={onPeek}
      onOpen={onPeek}
      {...(choosesFor !== null && { selection })}
      empty={text === '' ? NOTHING : NONE_SO}
    />
  );
}
