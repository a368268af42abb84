import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BillLineRow, BillRow, BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import '../ui/pane-foot.css';
import { StatusPill } from '../ui/status-pill.tsx';
import { BILL_WORDS } from '../ui/status-words.ts';
import { BillLines } from './bill-lines.tsx';
import { ReasonForm } from './reason-form.tsx';

interface BillPaneProps {
  readonly run: BillRunRecord;
  readonly billId: number;
}

/** What a reason is being asked for: the whole bill, or one line of it. */
type Asking = { readonly what: 'hold' } | { readonly what: 'leave-out'; readonly line: BillLineRow } | null;

function useBill({ run, billId }: BillPaneProps) {
  return useQuery({
    ...api.billRuns.bill.queryOptions({ billId }),
    // A bill that was worked out anew has another id; what is shown then is asked for from the list.
    retry: false,
    meta: { revision: run.revision },
  });
}

function useBillCommands(run: BillRunRecord, done: () => void) {
  const hold = useCommand(api.billRuns.hold.mutationOptions(), () => {
    done();
    sayDone('The bill is held.');
  });
  const letGo = useCommand(api.billRuns.hold.mutationOptions(), () => sayDone('The bill goes with the rest.'));
  const leaveOut = useCommand(api.billRuns.excludeLine.mutationOptions(), () => {
    done();
    sayDone('The line is left out of this run.');
  });
  const canChange = useMay('billRun.edit') && (run.state === 'review' || run.state === 'approved');
  return { hold, letGo, leaveOut, canChange };
}

function Bill({ run, bill }: { readonly run: BillRunRecord; readonly bill: BillRow }) {
  const [asking, setAsking] = useState<Asking>(null);
  const { hold, letGo, leaveOut, canChange } = useBillCommands(run, () => setAsking(null));
  const which = { billRunId: run.billRunId, billIds: [bill.billId] };
  const canHold = canChange && (bill.standing === 'ready' || bill.standing === 'rolled-forward');
  const canLetGo = canChange && (bill.standing === 'held' || bill.standing === 'rolled-forward');
  useShortcuts(
    canHold && asking === null ? [{ keys: 'h', label: 'Hold this bill', run: () => setAsking({ what: 'hold' }) }] : [],
  );
  if (asking !== null) {
    const isHold = asking.what === 'hold';
    return (
      <ReasonForm
        title={
          isHold ? `Hold the bill of ${bill.organisation.name}` : `Leave ${asking.line.lpaReference} out of this run`
        }
        answer={isHold ? 'Hold bill' : 'Leave out'}
        problem={isHold ? hold.problem : leaveOut.problem}
        isSending={isHold ? hold.status === 'sending' : leaveOut.status === 'sending'}
        onSend={(reason) =>
          isHold ? hold.run({ ...which, reason }) : leaveOut.run({ lineId: asking.line.lineId, reason })
        }
        onClose={() => setAsking(null)}
      />
    );
  }
  return (
    <>
      <BillHead bill={bill} />
      {letGo.problem !== null && <ProblemNotice problem={letGo.problem} />}
      <BillLines
        billId={bill.billId}
        {...(canChange && { onLeaveOut: (line) => setAsking({ what: 'leave-out', line }) })}
      />
      <footer className="pane-foot">
        {canLetGo && (
          <Button
            kind="plain"
            isPending={letGo.status === 'sending'}
            onPress={() => letGo.run({ ...which, reason: null })}
          >
            Let it go
          </Button>
        )}
        {canHold && (
          <Button kind="plain" keys="H" onPress={() => setAsking({ what: 'hold' })}>
            Hold bill
          </Button>
        )}
      </footer>
    </>
  );
}

function BillHead({ bill }: { readonly bill: BillRow }) {
  const { organisation, standing, heldReason, total, lineCount, previousTotal, yearAgoTotal, unusual, invoiceNumber } =
    bill;
  return (
    <>
      <div className="bill-head">
        <h2>
          <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{}}>
            {organisation.name}
          </Link>
        </h2>
        <StatusPill status={BILL_WORDS[standing]} />
      </div>
      <KeyFigures
        figures={[
          { label: 'Total', value: formatPounds(total), note: `${lineCount.toLocaleString('en-GB')} LPAs` },
          { label: 'Last period', value: previousTotal === null ? '–' : formatPounds(previousTotal) },
          { label: 'A year ago', value: yearAgoTotal === null ? '–' : formatPounds(yearAgoTotal) },
        ]}
      />
      {heldReason !== null && <p className="bill-held">Held: {heldReason}</p>}
      {unusual !== null && <p className="muted">{unusual}</p>}
      {invoiceNumber !== null && (
        <p>
          <Link to="/invoices/$number" params={{ number: invoiceNumber }} search={{}}>
            Invoice {invoiceNumber}
          </Link>
        </p>
      )}
    </>
  );
}

/** One bill of a run beside the list: what is on it, and what can be done about it. */
export function BillPane(props: BillPaneProps) {
  const query = useBill(props);
  if (query.error !== null && query.data === undefined) {
    return <EmptyState title="This bill was worked out anew">Choose it again in the list.</EmptyState>;
  }
  return <RecordQuery query={query}>{(bill) => <Bill run={props.run} bill={bill} />}</RecordQuery>;
}
