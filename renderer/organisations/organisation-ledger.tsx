import { BookOpen } from 'lucide-react';
import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { JournalRow, LedgerAccount } from '../../shared/contracts/ledger.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { dayColumn, instantColumn, moneyColumn, textColumn } from '../grid/columns.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const NOUN = ['journal', 'journals'] as const;

const ACCOUNT_WORDS: Readonly<Record<LedgerAccount, string>> = {
  receivable: 'Owed',
  'credit-on-account': 'In credit',
  'fee-income': 'Fee income',
  'card-clearing': 'Card clearing',
  'bank-clearing': 'Bank clearing',
  'cheques-in-hand': 'Cheques in hand',
  suspense: 'Suspense',
  'refunds-payable': 'Refunds payable',
  'bad-debts': 'Bad debts',
};

function side(journal: JournalRow, which: 'debit' | 'credit'): string {
  return journal.postings
    .filter((posting) => posting.side === which)
    .map(({ account, amount }) => `${ACCOUNT_WORDS[account]} ${formatPounds(amount)}`)
    .join(', ');
}

const columns = [
  dayColumn<JournalRow>({ id: 'day', title: 'Day', value: (row) => row.accountingDay }),
  textColumn<JournalRow>({ id: 'what', title: 'What', value: (row) => row.description, share: 2 }),
  textColumn<JournalRow>({ id: 'debit', title: 'Debit', value: (row) => side(row, 'debit'), share: 2 }),
  textColumn<JournalRow>({ id: 'credit', title: 'Credit', value: (row) => side(row, 'credit'), share: 2 }),
  moneyColumn<JournalRow>({ id: 'balance', title: 'Owed after', value: (row) => row.balanceAfter, width: 160 }),
  instantColumn<JournalRow>({ id: 'posted', title: 'Posted', value: (row) => row.postedAt }),
];

function rowId(row: JournalRow): string {
  return String(row.journalId);
}

/** The journals behind an organisation's balance, newest first. */
export function OrganisationLedger({ reference }: { readonly reference: OrganisationReference }) {
  const data = useMemo<ServerRows<JournalRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(
          api.ledger.listJournals.queryOptions({ organisation: reference, cursor, limit: PAGE_SIZE }),
        ),
    }),
    [reference],
  );
  return (
    <BillingGrid<JournalRow>
      name="Journals of this organisation"
      noun={NOUN}
      columns={columns}
      rowId={rowId}
      data={data}
      takesFocus
      empty={
        <EmptyState title="Nothing is posted yet" icon={BookOpen}>
          An invoice posts what is owed; a payment posts what was received.
        </EmptyState>
      }
    />
  );
}
