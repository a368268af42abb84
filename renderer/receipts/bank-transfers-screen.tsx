import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { FileInput, Landmark, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { BankTransferRow, CardFileRow, UnplacedCardRow } from '../../shared/contracts/receipts.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { TRANSFER_SHOWS, type TransfersSearch } from '../search-params.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { RecordTransferPane } from './record-transfer-pane.tsx';
import { TakeCardFilePane } from './take-card-file-pane.tsx';
import { cardFileColumns, transferColumns, unplacedColumns } from './transfer-columns.ts';

type Show = (typeof TRANSFER_SHOWS)[number];

const route = getRouteApi('/bank-transfers');
const TRANSFERS = ['transfer', 'transfers'] as const;
const FILES = ['file', 'files'] as const;
const PAYMENTS = ['payment', 'payments'] as const;
const TITLES: Readonly<Record<Show, string>> = {
  transfers: 'Transfers',
  'card-files': 'Card files',
  unplaced: 'Card payments not placed',
};
const SHOWS = TRANSFER_SHOWS.map((id) => ({ id, title: TITLES[id] }));

const transfers: ServerRows<BankTransferRow> = {
  kind: 'server',
  fetchPage: ({ cursor }) =>
    queryClient.fetchQuery(api.receipts.listBankTransfers.queryOptions({ cursor, limit: PAGE_SIZE })),
};
const cardFiles: ServerRows<CardFileRow> = {
  kind: 'server',
  fetchPage: ({ cursor }) =>
    queryClient.fetchQuery(api.receipts.listCardFiles.queryOptions({ cursor, limit: PAGE_SIZE })),
};
const unplaced: ServerRows<UnplacedCardRow> = {
  kind: 'server',
  fetchPage: ({ cursor }) =>
    queryClient.fetchQuery(api.receipts.listUnplacedCardRows.queryOptions({ cursor, limit: PAGE_SIZE })),
};
const transferId = (row: BankTransferRow): string => String(row.bankTransferId);
const fileId = (row: CardFileRow): string => String(row.cardFileId);
const rowId = (row: UnplacedCardRow): string => String(row.cardFileRowId);

function List({ show, takesFocus }: { readonly show: Show; readonly takesFocus: boolean }) {
  if (show === 'card-files') {
    return (
      <BillingGrid<CardFileRow>
        name="Card files"
        noun={FILES}
        columns={cardFileColumns}
        rowId={fileId}
        data={cardFiles}
        takesFocus={takesFocus}
        empty={
          <EmptyState title="No card file has been taken in" icon={FileInput}>
            Press F to take in the provider’s daily file, or to produce one.
          </EmptyState>
        }
      />
    );
  }
  if (show === 'unplaced') {
    return (
      <BillingGrid<UnplacedCardRow>
        name="Card payments not placed"
        noun={PAYMENTS}
        columns={unplacedColumns}
        rowId={rowId}
        data={unplaced}
        takesFocus={takesFocus}
        empty={
          <EmptyState title="Every card payment found its organisation" icon={FileInput}>
            A line of a card file whose order code is nobody’s shows here, with the reason, and its money is held in
            suspense.
          </EmptyState>
        }
      />
    );
  }
  return (
    <BillingGrid<BankTransferRow>
      name="Bank transfers"
      noun={TRANSFERS}
      columns={transferColumns}
      rowId={transferId}
      data={transfers}
      takesFocus={takesFocus}
      empty={
        <EmptyState title="No transfer has been recorded" icon={Landmark}>
          Press N to record one that the bank shows, by hand or with the payer’s remittance advice.
        </EmptyState>
      }
    />
  );
}

function Acts({ change }: { readonly change: (next: Partial<TransfersSearch>) => void }) {
  const record = () => change({ form: 'record', show: undefined });
  const takeFile = () => change({ form: 'card-file', show: 'card-files' });
  useShortcuts([
    { keys: 'n', label: 'Record a bank transfer', run: record },
    { keys: 'f', label: 'Take in or produce a card file', run: takeFile },
  ]);
  return (
    <div className="button-row">
      <Button icon={<FileInput aria-hidden="true" />} keys="F" onPress={takeFile}>
        Card file
      </Button>
      <Button kind="primary" icon={<Plus aria-hidden="true" />} keys="N" onPress={record}>
        Record a transfer
      </Button>
    </div>
  );
}

function BankTransfers() {
  const { show = 'transfers', form } = route.useSearch();
  const navigate = useNavigate({ from: '/bank-transfers' });
  const change = useCallback(
    (next: Partial<TransfersSearch>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  const mayRecord = useMay('receipts.record');
  const [recorded, setRecorded] = useState(0);
  const shownForm = mayRecord ? form : undefined;
  const taken = (left: number) => change({ form: undefined, show: left > 0 ? 'unplaced' : 'card-files' });
  const pane =
    shownForm === 'record' ? (
      <RecordTransferPane key={recorded} onRecorded={() => setRecorded((count) => count + 1)} />
    ) : shownForm === 'card-file' ? (
      <TakeCardFilePane onTaken={taken} />
    ) : null;
  return (
    <Screen title="Bank transfers" fills actions={mayRecord && shownForm === undefined && <Acts change={change} />}>
      <SplitView
        paneTitle={shownForm === 'card-file' ? 'Card file' : 'Bank transfer'}
        pane={pane}
        onClosePane={() => change({ form: undefined })}
      >
        <div>
          <Segmented
            label="Which money"
            selected={show}
            choices={SHOWS}
            onSelect={(id) => change({ show: id === 'transfers' ? undefined : id })}
          />
        </div>
        <List key={show} show={show} takesFocus={shownForm === undefined} />
      </SplitView>
    </Screen>
  );
}

/** Money that the bank shows: transfers for many invoices, and the provider's daily card files. */
export function BankTransfersScreen() {
  return (
    <RequirePermission permission="receipts.read">
      <BankTransfers />
    </RequirePermission>
  );
}
