import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { FileSpreadsheet, Landmark, Mails, Plus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { InstrumentRow, PayingInSlipRow } from '../../shared/contracts/receipts.ts';
import { api, inBackground } from '../api/client.ts';
import { desktop } from '../api/desktop.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { POST_SHOWS, type PostSearch } from '../search-params.ts';
import { sayFailed } from '../shell/notices.ts';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { SplitView } from '../shell/split-view.tsx';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { instrumentColumns, slipColumns } from './instrument-columns.ts';
import { InstrumentPane } from './instrument-pane.tsx';
import { PayingInSlipPane } from './paying-in-slip-pane.tsx';
import { RecordInstrumentPane } from './record-instrument-pane.tsx';

type Show = (typeof POST_SHOWS)[number];
type InstrumentShow = Exclude<Show, 'slips'>;

const route = getRouteApi('/post');
const NOUN = ['piece', 'pieces'] as const;
const SLIP_NOUN = ['slip', 'slips'] as const;
const TITLES: Readonly<Record<Show, string>> = {
  received: 'In hand',
  banked: 'Paid in',
  ended: 'Bounced or returned',
  slips: 'Paying-in slips',
};
const SHOWS = POST_SHOWS.map((id) => ({ id, title: TITLES[id] }));
const EMPTY: Readonly<Record<InstrumentShow, string>> = {
  received: 'Nothing is in hand',
  banked: 'Nothing has been paid in',
  ended: 'Nothing bounced or went back',
};

const instrumentId = (row: InstrumentRow): string => String(row.instrumentId);
const slipId = (row: PayingInSlipRow): string => String(row.payingInSlipId);

interface GridProps {
  readonly peek: number | undefined;
  readonly onPeek: (id: number | undefined) => void;
  readonly takesFocus: boolean;
}

function InstrumentsGrid({ show, peek, onPeek, takesFocus }: GridProps & { readonly show: InstrumentShow }) {
  const data = useMemo<ServerRows<InstrumentRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.receipts.listInstruments.queryOptions(
            { show, cursor, limit: PAGE_SIZE },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [show],
  );
  return (
    <BillingGrid<InstrumentRow>
      key={show}
      name={TITLES[show]}
      noun={NOUN}
      columns={instrumentColumns}
      rowId={instrumentId}
      data={data}
      takesFocus={takesFocus}
      isPeeking={peek !== undefined}
      onPeek={(row) => onPeek(row?.instrumentId)}
      onOpen={(row) => onPeek(row.instrumentId)}
      empty={
        <EmptyState title={EMPTY[show]} icon={Mails}>
          Press N to record a cheque or postal order as it is opened, and P to pay in what is in hand.
        </EmptyState>
      }
    />
  );
}

function saveSlip({ payingInSlipId }: PayingInSlipRow): void {
  desktop
    .saveFile({ fileId: `paying-in-slips/${payingInSlipId}/csv`, name: `Paying-in slip ${payingInSlipId}.csv` })
    .catch(() => sayFailed('The slip could not be saved. Nothing has changed; try again in a moment.'));
}

function SlipsGrid({ takesFocus }: { readonly takesFocus: boolean }) {
  const data = useMemo<ServerRows<PayingInSlipRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.receipts.listPayingInSlips.queryOptions({ cursor, limit: PAGE_SIZE })),
    }),
    [],
  );
  return (
    <>
      <p className="muted">
        <FileSpreadsheet aria-hidden="true" size={14} /> Enter saves a slip as a file to print.
      </p>
      <BillingGrid<PayingInSlipRow>
        name="Paying-in slips"
        noun={SLIP_NOUN}
        columns={slipColumns}
        rowId={slipId}
        data={data}
        takesFocus={takesFocus}
        onOpen={saveSlip}
        empty={
          <EmptyState title="No slip has been made" icon={Landmark}>
            Press P to pay in what is in hand.
          </EmptyState>
        }
      />
    </>
  );
}

function Peeked({ show, id }: { readonly show: InstrumentShow; readonly id: number }) {
  const rows = useQuery(api.receipts.listInstruments.queryOptions({ show, cursor: null, limit: PAGE_SIZE }));
  const row = rows.data?.rows.find((one) => one.instrumentId === id);
  return row === undefined ? <p className="muted">It is no longer in this list.</p> : <InstrumentPane row={row} />;
}

function Acts({ change }: { readonly change: (next: Partial<PostSearch>) => void }) {
  const record = () => change({ form: 'record', peek: undefined });
  const payIn = () => change({ form: 'slip', peek: undefined, show: undefined });
  useShortcuts([
    { keys: 'n', label: 'Record a cheque or postal order', run: record },
    { keys: 'p', label: 'Pay in what is in hand', run: payIn },
  ]);
  return (
    <div className="button-row">
      <Button icon={<Landmark aria-hidden="true" />} keys="P" onPress={payIn}>
        Pay in
      </Button>
      <Button kind="primary" icon={<Plus aria-hidden="true" />} keys="N" onPress={record}>
        Record a cheque
      </Button>
    </div>
  );
}

function Post() {
  const { show = 'received', peek, form } = route.useSearch();
  const navigate = useNavigate({ from: '/post' });
  const change = useCallback(
    (next: Partial<PostSearch>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  const mayRecord = useMay('receipts.record');
  // A new form for the next piece of the pile.
  const [recorded, setRecorded] = useState(0);
  const shownForm = mayRecord ? form : undefined;
  const pane =
    shownForm === 'record' ? (
      <RecordInstrumentPane key={recorded} onRecorded={() => setRecorded((count) => count + 1)} />
    ) : shownForm === 'slip' ? (
      <PayingInSlipPane onMade={() => change({ form: undefined, show: 'slips' })} />
    ) : peek !== undefined && show !== 'slips' ? (
      <Peeked show={show} id={peek} />
    ) : null;
  const title = shownForm === 'record' ? 'What came by post' : shownForm === 'slip' ? 'Paying-in slip' : 'In the post';
  const takesFocus = shownForm === undefined;
  return (
    <Screen title="Post" fills actions={mayRecord && shownForm === undefined && <Acts change={change} />}>
      <SplitView paneTitle={title} pane={pane} onClosePane={() => change({ form: undefined, peek: undefined })}>
        <div>
          <Segmented
            label="Which pieces"
            selected={show}
            choices={SHOWS}
            onSelect={(id) => change({ show: id === 'received' ? undefined : id, peek: undefined })}
          />
        </div>
        {show === 'slips' ? (
          <SlipsGrid takesFocus={takesFocus} />
        ) : (
          <InstrumentsGrid
            show={show}
            peek={takesFocus ? peek : undefined}
            onPeek={(id) => change({ peek: id, form: undefined })}
            takesFocus={takesFocus}
          />
        )}
      </SplitView>
    </Screen>
  );
}

/** Cheques and postal orders: recorded as they come, paid in, and taken back where the bank does not pay. */
export function PostScreen() {
  return (
    <RequirePermission permission="receipts.read">
      <Post />
    </RequirePermission>
  );
}
